package dev.faultline.generator.bench;

import dev.faultline.core.run.RunId;
import dev.faultline.testkit.bench.ChildJvm;
import dev.faultline.testkit.bench.Reach;
import dev.faultline.testkit.bench.Table;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A target that stands still for 500 ms every 5 s. Of what is due in a stall each waits for the
 * rest of it: a tenth of all, evenly from 0 to 500 ms. So the 99th percentile is 450 ms.
 */
record StallBenchmark(Bench bench) {

  private static final int STALL_MILLIS = 500;
  private static final int EVERY_MILLIS = 5_000;
  private static final double TRUE_P99_MILLIS = 450;
  private static final Duration WARM_UP = Duration.ofSeconds(5);
  private static final Duration FIVE_STALLS = Duration.ofSeconds(25);

  /** What the generator says itself, with arrivals that could not start. */
  private record Told(double p99Millis, long results, long dropped) {}

  void run() throws Exception {
    Map<Integer, Turns<Told>> rates = new LinkedHashMap<>();
    bench.command("stall " + STALL_MILLIS + " " + EVERY_MILLIS);
    for (String rate : bench.options().getOrDefault("rates", "2000,10000").split(",")) {
      int perSecond = Integer.parseInt(rate);
      Turns<Told> turns = new Turns<>();
      turns.add("Faultline", () -> faultline(perSecond));
      turns.take(bench);
      rates.put(perSecond, turns);
    }
    bench.command("steady");
    print(rates);
    rates.forEach(
        (rate, turns) ->
            Reach.atMost(
                "ms off the truth at %,d/s".formatted(rate),
                10,
                turns.median("Faultline", its -> Math.abs(its.p99Millis - TRUE_P99_MILLIS))));
  }

  private static void print(Map<Integer, Turns<Told>> rates) {
    Table table = new Table("stall", "rate", "p99, ms", "truth, ms", "results", "dropped");
    rates.forEach(
        (rate, turns) ->
            table.row(
                "Faultline",
                Table.format("%,d", rate),
                Table.format("%.0f", turns.median("Faultline", Told::p99Millis)),
                Table.format("%.0f", TRUE_P99_MILLIS),
                Table.format("%,.0f", turns.median("Faultline", Told::results)),
                Table.format("%,.0f", turns.median("Faultline", Told::dropped))));
    table.end();
  }

  private Told faultline(int rate) throws Exception {
    try (ChildJvm engine = bench.engine()) {
      RunId run = bench.arrivals(rate, WARM_UP.plus(FIVE_STALLS));
      RunResults results = RunResults.of(bench.settings(), run, WARM_UP);
      results.verify();
      engine.check();
      return new Told(results.responseTime(99) / 1e3, results.count(), results.dropped());
    }
  }
}
