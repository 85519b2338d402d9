package dev.faultline.core.plan;

import dev.faultline.core.check.Capture;
import dev.faultline.core.expression.Template;

/**
 * By what a message is known to be the one that an iteration waits for.
 *
 * @param source where in the message
 * @param value what has to stand there
 */
public record Match(Capture.Source source, Template value) {}
