package dev.faultline.core.regression;

import dev.faultline.core.window.Series;
import java.util.OptionalLong;

/**
 * An interval in which a series is worse than its baseline.
 *
 * @param onsetMicros begin of the first worse window, microseconds since the epoch
 * @param detectedMicros end of the window that gave the proof
 * @param endMicros begin of the first window of the proven return to the baseline; empty while it
 *     lasts
 * @param baseline what the metric was when healthy, in the metric's unit
 * @param worst the worst value of a window in the interval so far
 */
public record Degradation(
    Series series,
    Metric metric,
    long onsetMicros,
    long detectedMicros,
    OptionalLong endMicros,
    double baseline,
    double worst) {}
