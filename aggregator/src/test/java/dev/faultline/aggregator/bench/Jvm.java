package dev.faultline.aggregator.bench;

import java.util.ArrayList;
import java.util.List;

/** The flags of every client's JVM. */
record Jvm(List<String> flags) {

  static Jvm of(Options options) {
    List<String> flags = new ArrayList<>();
    flags.add("-Xmx512m");
    flags.add("-XX:+Use" + options.text("gc", "Serial") + "GC");
    String more = options.text("jvm", "");
    if (!more.isBlank()) {
      flags.addAll(List.of(more.split(" ")));
    }
    return new Jvm(List.copyOf(flags));
  }

  @Override
  public String toString() {
    return String.join(" ", flags);
  }
}
