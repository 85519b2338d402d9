package dev.faultline.generator.bench;

import java.util.ArrayList;
import java.util.List;

/** Where a tool may run; the target and the broker are always on the second. */
enum Processors {

  /** The first one alone. */
  FIRST,

  /** Wherever the system lets it. */
  ALL;

  /** How many threads of a tool make sense. */
  int count() {
    return this == FIRST ? 1 : Runtime.getRuntime().availableProcessors();
  }

  /** The command that runs a command there. */
  List<String> running(String... command) {
    List<String> whole = new ArrayList<>();
    if (this == FIRST) {
      whole.addAll(List.of("taskset", "-c", "0"));
    }
    whole.addAll(List.of(command));
    return whole;
  }
}
