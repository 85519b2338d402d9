package dev.faultline.core.plan;

import dev.faultline.core.check.Expectation;
import java.time.Duration;

/**
 * What every measured step has, over whatever protocol.
 *
 * @param timeout from the actual send
 */
record StepHead(String name, Duration timeout, Expectation expectation) {}
