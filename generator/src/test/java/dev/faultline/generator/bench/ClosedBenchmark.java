package dev.faultline.generator.bench;

import dev.faultline.core.run.RunId;
import dev.faultline.testkit.bench.ChildJvm;
import dev.faultline.testkit.bench.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** As many requests as one processor can do over so many connections, each tool in turn. */
record ClosedBenchmark(Bench bench) {

  private static final int ANSWER_BYTES = 77;

  /** Requests per second as the target saw them, and processor time. */
  private record Pass(double rate, double microsPerRequest) {}

  private interface Contender {
    Pass pass() throws Exception;
  }

  void run() throws Exception {
    Map<String, Contender> contenders = new LinkedHashMap<>();
    contenders.put("wrk", () -> measured(Peer.wrk(bench.port(), Bench.CONNECTIONS, patience())));
    contenders.put("hey", () -> measured(Peer.hey(bench.port(), Bench.CONNECTIONS, patience(), 0)));
    contenders.put(
        "bare Netty loop",
        () ->
            measured(Peer.bareLoop(bench.folder(), bench.port(), Bench.CONNECTIONS, ANSWER_BYTES)));
    contenders.put("Faultline, every result acknowledged by Kafka", this::faultline);
    contenders.keySet().removeIf(name -> !name.contains(bench.options().getOrDefault("only", "")));
    Map<String, List<Pass>> passes = new LinkedHashMap<>();
    for (long round = bench.number("rounds", 5); round > 0; round--) {
      for (Map.Entry<String, Contender> each : contenders.entrySet()) {
        Pass pass = each.getValue().pass();
        Table.progress("%s: %,.0f/s, %.1f µs", each.getKey(), pass.rate, pass.microsPerRequest);
        passes.computeIfAbsent(each.getKey(), unseen -> new ArrayList<>()).add(pass);
      }
    }
    print(passes);
  }

  private static void print(Map<String, List<Pass>> passes) {
    double wrk = median(passes.getOrDefault("wrk", passes.values().iterator().next()), true);
    Table table = new Table("closed, 64 connections", "requests/s", "of wrk", "CPU ms per 1,000");
    passes.forEach(
        (name, its) ->
            table.row(
                name,
                Table.format("%,.0f", median(its, true)),
                Table.format("%.2f", median(its, true) / wrk),
                Table.format("%.1f", median(its, false))));
    table.end();
  }

  private static double median(List<Pass> passes, boolean rate) {
    double[] sorted =
        passes.stream()
            .mapToDouble(each -> rate ? each.rate : each.microsPerRequest)
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

  private Duration patience() {
    return warmUp().plus(window()).plusSeconds(10);
  }

  private Pass faultline() throws Exception {
    try (ChildJvm engine = bench.engine()) {
      RunId run =
          bench.submit(
              "{ model: closed, stages: [ { constant: { users: 64, duration: DURATION } } ] }",
              "{ connections: 64 }",
              patience());
      long before = bench.count();
      while (bench.count() == before) {
        engine.check();
        Thread.sleep(50);
      }
      Pass pass = measured(engine.process());
      RunResults.of(bench.settings(), run, warmUp()).verify();
      engine.check();
      return pass;
    }
  }

  private Pass measured(Peer peer) throws Exception {
    try (peer) {
      return measured(peer.process());
    }
  }

  private Pass measured(ProcessHandle process) throws Exception {
    Thread.sleep(warmUp());
    long begin = System.nanoTime();
    long requests = -bench.count();
    long cpu = -cpuNanos(process);
    Thread.sleep(window());
    cpu += cpuNanos(process);
    requests += bench.count();
    double seconds = (System.nanoTime() - begin) / 1e9;
    return new Pass(requests / seconds, cpu / 1e3 / requests);
  }

  private static long cpuNanos(ProcessHandle process) {
    return process.info().totalCpuDuration().orElseThrow().toNanos();
  }
}
