package dev.faultline.core.delivery;

/**
 * An event whose publication was begun. Times are microseconds since the epoch.
 *
 * @param number of the event, from 0 in the order in which publications were begun
 * @param intendedMicros when its publication should have begun
 * @param begunMicros when it was begun
 */
public record Published(long number, long intendedMicros, long begunMicros) {}
