package dev.faultline.deployment;

import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * GitHub's {@code ${{ … }}} in values, as far as the workflows go: operands joined by {@code ||},
 * of which the first that is not empty counts. What only GitHub knows is empty.
 *
 * @param inputs of the start; empty when nobody started it by hand
 */
record Expression(Map<String, String> inputs) {

  private static final Pattern PLACE = Pattern.compile("\\$\\{\\{\\s*(.*?)\\s*}}");

  String resolve(String value) {
    return PLACE.matcher(value).replaceAll(match -> Matcher.quoteReplacement(first(match)));
  }

  private String first(MatchResult match) {
    for (String operand : match.group(1).split("\\s*\\|\\|\\s*")) {
      String found = operand(operand);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return "";
  }

  private String operand(String operand) {
    if (operand.startsWith("'")) {
      return operand.substring(1, operand.length() - 1);
    }
    return operand.startsWith("inputs.")
        ? inputs.getOrDefault(operand.substring("inputs.".length()), "")
        : "";
  }
}
