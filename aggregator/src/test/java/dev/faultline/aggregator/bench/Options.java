package dev.faultline.aggregator.bench;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The {@code --name=value} of the command line. */
record Options(Map<String, String> values) {

  private static final Set<String> KNOWN =
      Set.of(
          "records",
          "dsl-records",
          "rate",
          "shards",
          "partitions",
          "rounds",
          "warm-ups",
          "contenders",
          "seconds",
          "warm-up",
          "hours",
          "gc",
          "jvm");

  static Options parse(Iterable<String> arguments) {
    Map<String, String> values = new HashMap<>();
    for (String argument : arguments) {
      int end = argument.indexOf('=');
      String name = argument.startsWith("--") && end > 0 ? argument.substring(2, end) : argument;
      if (!KNOWN.contains(name)) {
        throw new IllegalArgumentException("%s is no option; try help".formatted(argument));
      }
      values.put(name, argument.substring(end + 1));
    }
    return new Options(Map.copyOf(values));
  }

  /** A whole number; {@code _} may stand between digits. */
  long number(String name, long otherwise) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    try {
      return Long.parseLong(value.replace("_", ""));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("--%s=%s is no number".formatted(name, value), e);
    }
  }

  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }
}
