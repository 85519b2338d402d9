package dev.faultline.generator.bench;

import dev.faultline.core.run.RunId;
import dev.faultline.testkit.bench.ChildJvm;
import dev.faultline.testkit.bench.Reach;
import dev.faultline.testkit.bench.Table;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a request costs at rates at which there is little to do at once, and results wait for a
 * batch to fill until it is sent nearly empty.
 */
record CostBenchmark(Bench bench) {

  private static final String FAULTLINE = "Faultline";

  /**
   * What came of one of them.
   *
   * @param recordsPerBatch sent to Kafka; 0 for a tool that sends nothing
   */
  private record Cost(double cpuMicros, double recordsPerBatch, double batchBytes) {

    static Cost of(Pass pass) {
      return new Cost(pass.cpuMicros(), 0, 0);
    }
  }

  void run() throws Exception {
    TreeMap<Integer, Turns<Cost>> rates = new TreeMap<>(Collections.reverseOrder());
    for (String rate : bench.options().getOrDefault("rates", "1000,5000,20000").split(",")) {
      int perSecond = Integer.parseInt(rate);
      Turns<Cost> turns = turns(perSecond);
      turns.take(bench);
      rates.put(perSecond, turns);
    }
    print(rates);
    judge(rates);
  }

  private Turns<Cost> turns(int rate) {
    Turns<Cost> turns = new Turns<>();
    turns.add("hey", () -> hey(rate));
    Hyperfoil.of(bench)
        .ifPresent(hyperfoil -> turns.add("Hyperfoil", () -> hyperfoil(hyperfoil, rate)));
    turns.add(FAULTLINE, () -> faultline(rate));
    turns.keep(bench.only());
    return turns;
  }

  private static void print(Map<Integer, Turns<Cost>> rates) {
    Table table =
        new Table("cost", "rate", "CPU ms per 1,000", "results in a batch", "bytes of a batch");
    rates.forEach(
        (rate, turns) -> {
          for (String name : turns.names()) {
            boolean sends = name.equals(FAULTLINE);
            table.row(
                name,
                Table.format("%,d", rate),
                Table.format("%.1f", turns.median(name, Cost::cpuMicros)),
                sends ? Table.format("%,.0f", turns.median(name, Cost::recordsPerBatch)) : "",
                sends ? Table.format("%,.0f", turns.median(name, Cost::batchBytes)) : "");
          }
        });
    table.end();
  }

  private static void judge(TreeMap<Integer, Turns<Cost>> rates) {
    Set<String> names = rates.firstEntry().getValue().names();
    if (rates.size() < 2 || !names.contains(FAULTLINE)) {
      return;
    }
    for (String peer : names) {
      if (!peer.equals(FAULTLINE)) {
        Reach.atMost(
            "times the CPU per request at %,d/s that it is at %,d/s by Faultline, as by %s"
                .formatted(rates.lastKey(), rates.firstKey(), peer),
            growth(rates, peer),
            growth(rates, FAULTLINE));
      }
    }
  }

  private static double growth(TreeMap<Integer, Turns<Cost>> rates, String name) {
    return rates.lastEntry().getValue().median(name, Cost::cpuMicros)
        / rates.firstEntry().getValue().median(name, Cost::cpuMicros);
  }

  private Cost hey(int rate) throws Exception {
    return Cost.of(
        Pass.of(
            Peer.hey(Processors.FIRST, bench.port(), Bench.CONNECTIONS, Pass.patience(bench), rate),
            bench.forNative()));
  }

  private Cost hyperfoil(Hyperfoil hyperfoil, int rate) throws Exception {
    Duration after = bench.window().plusSeconds(5);
    long before = bench.count();
    try (Hyperfoil.Run run = hyperfoil.open(Bench.CONNECTIONS, rate, after)) {
      bench.awaitRequests(run.process().toHandle(), before);
      return Cost.of(Pass.of(run.process().toHandle(), bench));
    }
  }

  private Cost faultline(int rate) throws Exception {
    try (ChildJvm engine = bench.engine()) {
      long before = bench.count();
      RunId run = bench.arrivals(rate, bench.warmUp().plus(bench.window()).plusSeconds(1));
      bench.awaitRequests(engine.process(), before);
      Pass pass = Pass.of(engine.process(), bench);
      EngineFigures figures = EngineFigures.of(engine);
      RunResults.of(bench.settings(), run, bench.warmUp()).verify();
      engine.check();
      return new Cost(pass.cpuMicros(), figures.recordsPerBatch(), figures.batchBytes());
    }
  }
}
