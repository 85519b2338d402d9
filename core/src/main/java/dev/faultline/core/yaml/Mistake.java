package dev.faultline.core.yaml;

/**
 * Something that its writer has to mend.
 *
 * @param at where it stands
 * @param problem what is wrong, quoting what was found
 * @param expected what would be right
 */
public record Mistake(Position at, String problem, String expected) {}
