package dev.faultline.core.yaml;

/**
 * A part of a text.
 *
 * @param begin of its first character, in code points from the text's begin
 * @param end after its last character
 */
public record Span(int begin, int end) {}
