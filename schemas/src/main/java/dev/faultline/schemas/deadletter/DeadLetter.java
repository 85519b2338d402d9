package dev.faultline.schemas.deadletter;

import org.apache.kafka.common.utils.Bytes;

/**
 * A record value that could not be decoded, kept on {@code faultline.dead-letters} so that nothing
 * is lost and somebody can look at it.
 *
 * @param topic where it was read
 * @param partition of that topic
 * @param offset in that partition
 * @param error why it could not be decoded, for people
 * @param value its bytes, unchanged
 */
public record DeadLetter(String topic, int partition, long offset, String error, Bytes value) {}
