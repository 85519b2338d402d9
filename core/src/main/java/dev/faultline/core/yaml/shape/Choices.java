package dev.faultline.core.yaml.shape;

import dev.faultline.core.yaml.Format;
import java.util.List;
import java.util.regex.Pattern;

/** The texts of a format that has only a few, as its pattern lists them. */
final class Choices {

  private static final Pattern LISTED = Pattern.compile("\\w+(\\|\\w+)+");

  private Choices() {}

  /** All of them; empty when they are not listed. */
  static List<String> of(Format<?> format) {
    return format
        .pattern()
        .filter(pattern -> LISTED.matcher(pattern).matches())
        .map(pattern -> List.of(pattern.split("\\|")))
        .orElse(List.of());
  }
}
