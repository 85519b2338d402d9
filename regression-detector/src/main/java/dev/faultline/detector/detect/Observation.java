package dev.faultline.detector.detect;

/**
 * What is seen of a series at once: one window, or several that were too sparse alone.
 *
 * @param onsetMicros begin of the first of its windows that stands out; of the first window when
 *     none does
 * @param endMicros end of its last window
 * @param value the metric, in its unit
 */
record Observation(long onsetMicros, long endMicros, double value) {}
