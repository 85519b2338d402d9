package dev.faultline.core.yaml;

/** What all nodes of one document share. */
record Reading(Mistakes mistakes, Placeholders placeholders, ReadingListener listener) {}
