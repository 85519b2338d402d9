package dev.faultline.aggregator.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures the aggregator; {@code aggregator/bench/run} starts it. */
public final class Benchmark {

  private Benchmark() {}

  /**
   * Runs the benchmarks that are named and writes Markdown to standard output.
   *
   * @param arguments a folder for everything that is written, then names and options
   */
  public static void main(String[] arguments) throws Exception {
    List<String> names = new ArrayList<>();
    List<String> options = new ArrayList<>();
    for (String argument : List.of(arguments).subList(1, arguments.length)) {
      (argument.startsWith("-") ? options : names).add(argument);
    }
    try {
      Bench bench = new Bench(Options.parse(options), Path.of(arguments[0]));
      for (String name : names.isEmpty() ? List.of("throughput", "latency") : names) {
        run(name, bench);
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(104);
    }
  }

  private static void run(String name, Bench bench) throws Exception {
    switch (name) {
      case "throughput" -> new Throughput(bench).run();
      case "latency" -> new Latency(bench).run();
      case "replay" -> Replay.replay(bench).run();
      case "soak" -> Replay.soak(bench).run();
      case "all" -> {
        for (String each : List.of("throughput", "latency", "replay", "soak")) {
          run(each, bench);
        }
      }
      default -> throw new IllegalArgumentException(name + " is no benchmark; try help");
    }
  }
}
