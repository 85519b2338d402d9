package dev.faultline.generator.bench;

import dev.faultline.testkit.bench.Machine;
import dev.faultline.testkit.bench.Table;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Measures the load engine beside other tools; {@code generator/bench/run} starts it. */
public final class EngineBenchmark {

  private static final Set<String> OPTIONS =
      Set.of(
          "rounds",
          "warm-up",
          "seconds",
          "rates",
          "only",
          "requests",
          "shards",
          "event-loops",
          "idle",
          "gc",
          "jvm");

  private static final List<String> DEFAULT =
      List.of("closed", "both", "open", "stall", "fast", "cost", "memory", "grpc");

  private EngineBenchmark() {}

  /**
   * Runs the benchmarks that are named and writes Markdown to standard output.
   *
   * @param arguments a folder for everything that is written, then names and {@code --name=value}
   */
  public static void main(String[] arguments) throws Exception {
    Map<String, String> options = new TreeMap<>();
    List<String> names = new ArrayList<>();
    for (String each : List.of(arguments).subList(1, arguments.length)) {
      if (each.startsWith("--") && each.contains("=")) {
        options.put(each.substring(2, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
      } else {
        names.add(each);
      }
    }
    for (String option : options.keySet()) {
      if (!OPTIONS.contains(option)) {
        System.err.println("--" + option + " is no option; try help");
        System.exit(104);
      }
    }
    Table.say("%s.", Machine.describe());
    try (Bench bench = Bench.start(Path.of(arguments[0]), options)) {
      for (String name : names.isEmpty() ? DEFAULT : names) {
        switch (name) {
          case "closed" -> new ClosedBenchmark(bench, Processors.FIRST).run();
          case "both" -> new ClosedBenchmark(bench, Processors.ALL).run();
          case "open" -> new OpenBenchmark(bench).run();
          case "stall" -> new StallBenchmark(bench).run();
          case "fast" -> new FastBenchmark(bench).run();
          case "cost" -> new CostBenchmark(bench).run();
          case "memory" -> new MemoryBenchmark(bench).run();
          case "grpc" -> GrpcBenchmark.run(bench);
          default -> throw new IllegalArgumentException(name + " is no benchmark; try help");
        }
      }
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.exit(104);
    }
  }
}
