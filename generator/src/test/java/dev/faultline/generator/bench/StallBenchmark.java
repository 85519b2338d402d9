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

  void run() throws Exception {
    bench.command("stall " + STALL_MILLIS + " " + EVERY_MILLIS);
    Map<String, Double> measured = new LinkedHashMap<>();
    Table table = new Table("stall", "rate", "p99, ms", "truth, ms", "results", "dropped");
    for (String rate : bench.options().getOrDefault("rates", "2000,10000").split(",")) {
      try (ChildJvm engine = bench.engine()) {
        RunId run = bench.arrivals(Integer.parseInt(rate), Duration.ofSeconds(5 + 30));
        RunResults results = RunResults.of(bench.settings(), run, Duration.ofSeconds(5));
        results.verify();
        engine.check();
        double p99 = results.responseTime(99) / 1e3;
        measured.put(rate, p99);
        table.row(
            "Faultline",
            rate,
            Table.format("%.0f", p99),
            Table.format("%.0f", TRUE_P99_MILLIS),
            Table.format("%,d", results.count()),
            Table.format("%,d", results.dropped()));
      }
    }
    table.end();
    bench.command("steady");
    measured.forEach(
        (rate, p99) ->
            Reach.atMost(
                "ms off the truth at %s/s".formatted(rate), 10, Math.abs(p99 - TRUE_P99_MILLIS)));
  }
}
