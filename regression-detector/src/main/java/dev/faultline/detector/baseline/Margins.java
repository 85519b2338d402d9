package dev.faultline.detector.baseline;

/**
 * How far above a baseline a value has to lie to be worse than it: all three at once.
 *
 * @param spreads in spreads of the baseline: more than its own noise
 * @param share as a share of its centre: enough to matter to somebody
 * @param absolute in the value's unit: enough to be measured at all
 */
public record Margins(double spreads, double share, double absolute) {}
