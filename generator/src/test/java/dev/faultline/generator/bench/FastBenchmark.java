package dev.faultline.generator.bench;

import dev.faultline.core.run.RunId;
import dev.faultline.testkit.bench.ChildJvm;
import dev.faultline.testkit.bench.Reach;
import dev.faultline.testkit.bench.Table;

/**
 * Arrivals at nearly the rate that one processor can do: what tools say of response times, in which
 * waiting for the tool itself is included, and in how much memory.
 */
record FastBenchmark(Bench bench) {

  private static final String FAULTLINE = "Faultline";
  private static final String HYPERFOIL = "Hyperfoil";
  private static final double MEGABYTE = 1e6;

  /**
   * What came of one of them.
   *
   * @param p50Millis as the tool reports it
   * @param lost arrivals that could not start, or that were not answered
   */
  private record Result(Pass pass, double p50Millis, double p99Millis, long lost) {}

  void run() throws Exception {
    for (String rate : bench.options().getOrDefault("rates", "50000").split(",")) {
      run(Integer.parseInt(rate));
    }
  }

  private void run(int rate) throws Exception {
    Turns<Result> turns = new Turns<>();
    Hyperfoil.of(bench)
        .ifPresent(hyperfoil -> turns.add(HYPERFOIL, () -> hyperfoil(hyperfoil, rate)));
    turns.add(FAULTLINE, () -> faultline(rate));
    turns.keep(bench.only());
    turns.take(bench);
    print(turns, rate);
    if (turns.has(FAULTLINE)) {
      Reach.atMost(
          "ms of response time, p99, reported by Faultline at %,d/s".formatted(rate),
          10,
          turns.median(FAULTLINE, Result::p99Millis));
      Reach.atMost(
          "MB of memory in Faultline's process",
          256,
          turns.median(FAULTLINE, its -> its.pass.rssBytes() / MEGABYTE));
      Reach.atMost("dropped arrivals", 0, turns.median(FAULTLINE, Result::lost));
    }
  }

  private static void print(Turns<Result> turns, int rate) {
    Table table =
        new Table(
            "open at %,d/s on one processor".formatted(rate),
            "requests/s",
            "reported p50, ms",
            "reported p99, ms",
            "CPU ms per 1,000",
            "memory, MB",
            "dropped or not answered");
    for (String name : turns.names()) {
      table.row(
          name,
          Table.format("%,.0f", turns.median(name, its -> its.pass.rate())),
          Table.format("%.2f", turns.median(name, Result::p50Millis)),
          Table.format("%.2f", turns.median(name, Result::p99Millis)),
          Table.format("%.1f", turns.median(name, its -> its.pass.cpuMicros())),
          Table.format("%,.0f", turns.median(name, its -> its.pass.rssBytes() / MEGABYTE)),
          Table.format("%,.0f", turns.median(name, Result::lost)));
    }
    table.end();
  }

  private Result faultline(int rate) throws Exception {
    try (ChildJvm engine = bench.engine()) {
      long before = bench.count();
      RunId run = bench.arrivals(rate, bench.warmUp().plus(bench.window()).plusSeconds(1));
      bench.awaitRequests(engine.process(), before);
      Pass pass = Pass.of(engine.process(), bench);
      RunResults results = RunResults.of(bench.settings(), run, bench.warmUp());
      results.verify();
      engine.check();
      return new Result(
          pass, results.responseTime(50) / 1e3, results.responseTime(99) / 1e3, results.dropped());
    }
  }

  private Result hyperfoil(Hyperfoil hyperfoil, int rate) throws Exception {
    long before = bench.count();
    try (Hyperfoil.Run run = hyperfoil.open(Bench.CONNECTIONS, rate, bench.window())) {
      bench.awaitRequests(run.process().toHandle(), before);
      Pass pass = Pass.of(run.process().toHandle(), bench);
      Hyperfoil.Reported its = run.reported();
      long lost = Math.max(0, run.due() - its.answers());
      return new Result(pass, its.p50Micros() / 1e3, its.p99Micros() / 1e3, lost);
    }
  }
}
