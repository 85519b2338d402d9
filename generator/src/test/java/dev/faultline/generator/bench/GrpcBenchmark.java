package dev.faultline.generator.bench;

import dev.faultline.core.run.RunId;
import dev.faultline.testkit.bench.ChildJvm;
import dev.faultline.testkit.bench.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * As many unary calls as one processor can do, 64 in flight, over one connection and over several:
 * grpc-java's client alone, and Faultline.
 */
record GrpcBenchmark(Bench bench, ChildJvm target, int port) {

  private static final int CALLS = 64;
  private static final int[] CONNECTIONS = {1, 8};
  private static final String BARE = "bare grpc-java";

  /** Calls per second as the target saw them, and processor time. */
  private record Pass(double rate, double microsPerCall) {}

  private interface Contender {
    Pass pass(int connections) throws Exception;
  }

  static void run(Bench bench) throws Exception {
    try (ChildJvm target =
        ChildJvm.pinned(1, GrpcTarget.class, bench.folder(), Bench.SMALL, List.of())) {
      new GrpcBenchmark(bench, target, Integer.parseInt(target.answer())).run();
    }
  }

  private void run() throws Exception {
    Map<String, Contender> contenders = new LinkedHashMap<>();
    contenders.put(BARE, this::bare);
    contenders.put("Faultline, every result acknowledged by Kafka", this::faultline);
    contenders.keySet().removeIf(name -> bench.only().stream().noneMatch(name::contains));
    for (int connections : CONNECTIONS) {
      print(connections, passes(contenders, connections));
    }
  }

  private Map<String, List<Pass>> passes(Map<String, Contender> contenders, int connections)
      throws Exception {
    Map<String, List<Pass>> passes = new LinkedHashMap<>();
    for (long round = bench.number("rounds", 5); round > 0; round--) {
      for (Map.Entry<String, Contender> each : contenders.entrySet()) {
        Pass pass = each.getValue().pass(connections);
        Table.progress("%s: %,.0f/s, %.1f µs", each.getKey(), pass.rate, pass.microsPerCall);
        passes.computeIfAbsent(each.getKey(), unseen -> new ArrayList<>()).add(pass);
      }
    }
    return passes;
  }

  private static void print(int connections, Map<String, List<Pass>> passes) {
    double bare = median(passes.getOrDefault(BARE, passes.values().iterator().next()), true);
    Table table =
        new Table(
            "gRPC unary, 64 in flight, connections: " + connections,
            "calls/s",
            "of bare",
            "CPU ms per 1,000");
    passes.forEach(
        (name, its) ->
            table.row(
                name,
                Table.format("%,.0f", median(its, true)),
                Table.format("%.2f", median(its, true) / bare),
                Table.format("%.1f", median(its, false))));
    table.end();
  }

  private static double median(List<Pass> passes, boolean rate) {
    double[] sorted =
        passes.stream()
            .mapToDouble(each -> rate ? each.rate : each.microsPerCall)
            .sorted()
            .toArray();
    return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
  }

  private Duration warmUp() {
    return Duration.ofSeconds(bench.number("warm-up", 10));
  }

  private Duration window() {
    return Duration.ofSeconds(bench.number("seconds", 10));
  }

  private Pass bare(int connections) throws Exception {
    List<String> arguments = List.of("" + port, "" + CALLS, "" + connections);
    try (ChildJvm client =
        ChildJvm.pinned(
            0,
            BareGrpcLoop.class,
            bench.folder(),
            List.of("-Xmx256m", "-XX:+UseSerialGC"),
            arguments)) {
      client.answer();
      return measured(client.process());
    }
  }

  private Pass faultline(int connections) throws Exception {
    try (ChildJvm engine = bench.engine()) {
      Duration load = warmUp().plus(window()).plusSeconds(10);
      RunId run = bench.submitPlan(plan(connections, load));
      long before = count();
      while (count() - before < CALLS) {
        engine.check();
        Thread.sleep(50);
      }
      Pass pass = measured(engine.process());
      RunResults.of(bench.settings(), run, warmUp()).verify();
      engine.check();
      return pass;
    }
  }

  private String plan(int connections, Duration load) {
    return """
        name: bench
        targets: { target: { grpc: "127.0.0.1:%d" } }
        scenarios:
          bench:
            target: target
            load: { model: closed, stages: [ { constant: { users: %d, duration: %ds } } ] }
            limits: { connections: %d }
            steps:
              - name: say
                grpc: { method: bench.Echo/Say, message: { text: "Hello, world" } }
        """
        .formatted(port, CALLS, load.toSeconds(), connections);
  }

  private Pass measured(ProcessHandle process) throws Exception {
    Thread.sleep(warmUp());
    long begin = System.nanoTime();
    long calls = -count();
    long cpu = -cpuNanos(process);
    Thread.sleep(window());
    cpu += cpuNanos(process);
    calls += count();
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Pass(calls / seconds, cpu / 1e3 / calls);
  }

  private long count() throws Exception {
    target.tell("count");
    return Long.parseLong(target.answer());
  }

  private static long cpuNanos(ProcessHandle process) {
    return process.info().totalCpuDuration().orElseThrow().toNanos();
  }
}
