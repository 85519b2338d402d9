package dev.faultline.core.yaml;

import java.util.Optional;

/**
 * Something that its writer has to mend.
 *
 * @param file in which it stands, if that is not the document itself but one that it names
 * @param at where it stands
 * @param problem what is wrong, quoting what was found
 * @param expected what would be right
 */
public record Mistake(Optional<String> file, Position at, String problem, String expected) {}
