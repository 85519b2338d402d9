package dev.faultline.generator.bench;

import dev.faultline.core.run.RunId;
import dev.faultline.testkit.bench.ChildJvm;
import dev.faultline.testkit.bench.Reach;
import dev.faultline.testkit.bench.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** When the requests of a constant rate reached the target, compared with when they were due. */
record OpenBenchmark(Bench bench) {

  private static final String FAULTLINE = "Faultline";
  private static final String HYPERFOIL = "Hyperfoil";
  private static final String HEY = "hey";

  /** Nothing was said of it. */
  private static final double UNKNOWN = Double.NaN;

  /**
   * By how much later than due the requests reached the target; the earliest of them counts as on
   * time, for nobody else's schedule is known.
   *
   * @param rateError of the mean rate, a share
   * @param reportedP50 what the tool says itself of response times, µs
   */
  private record Errors(
      double rateError, long p50, long p99, long max, double reportedP50, double reportedP99) {

    Errors reported(double its50, double its99) {
      return new Errors(rateError, p50, p99, max, its50, its99);
    }
  }

  void run() throws Exception {
    Map<Integer, Turns<Errors>> rates = new LinkedHashMap<>();
    for (String rate : bench.options().getOrDefault("rates", "2000,10000").split(",")) {
      int perSecond = Integer.parseInt(rate);
      Turns<Errors> turns = turns(perSecond);
      turns.take(bench);
      rates.put(perSecond, turns);
    }
    Table table =
        new Table(
            "open",
            "rate",
            "rate error",
            "send error p50, µs",
            "p99, µs",
            "max, µs",
            "reported p50, µs",
            "reported p99, µs");
    rates.forEach((rate, turns) -> turns.names().forEach(name -> row(table, turns, name, rate)));
    table.end();
    rates.forEach(OpenBenchmark::judge);
  }

  private Turns<Errors> turns(int rate) {
    Turns<Errors> turns = new Turns<>();
    turns.add(HEY, () -> new OpenBenchmark(bench.forNative()).hey(rate));
    Hyperfoil.of(bench)
        .ifPresent(hyperfoil -> turns.add(HYPERFOIL, () -> hyperfoil(hyperfoil, rate)));
    turns.add("bare Netty arrivals", () -> bare(rate));
    turns.add(FAULTLINE, () -> faultline(rate));
    turns.keep(bench.only());
    return turns;
  }

  private static void row(Table table, Turns<Errors> turns, String name, int rate) {
    double p50 = turns.median(name, Errors::reportedP50);
    double p99 = turns.median(name, Errors::reportedP99);
    table.row(
        name,
        Table.format("%,d", rate),
        Table.format("%.4f %%", 100 * turns.median(name, Errors::rateError)),
        Table.format("%,.0f", turns.median(name, Errors::p50)),
        Table.format("%,.0f", turns.median(name, Errors::p99)),
        Table.format("%,.0f", turns.median(name, Errors::max)),
        Double.isNaN(p50) ? "" : Table.format("%,.0f", p50),
        Double.isNaN(p99) ? "" : Table.format("%,.0f", p99));
  }

  private static void judge(int rate, Turns<Errors> turns) {
    if (!turns.has(FAULTLINE)) {
      return;
    }
    String by = " by Faultline at %,d/s".formatted(rate);
    Reach.atMost("% mean rate error" + by, 0.01, 100 * turns.median(FAULTLINE, Errors::rateError));
    Reach.atMost(
        "µs of send error, p50 (20 or the best peer's),%s".formatted(by),
        Math.max(20, best(turns, Errors::p50)),
        turns.median(FAULTLINE, Errors::p50));
    Reach.atMost(
        "µs of send error, p99 (1 ms or the best peer's),%s".formatted(by),
        Math.max(1000, best(turns, Errors::p99)),
        turns.median(FAULTLINE, Errors::p99));
  }

  private static double best(Turns<Errors> turns, ToDoubleFunction<Errors> error) {
    return Stream.of(HEY, HYPERFOIL)
        .filter(turns::has)
        .mapToDouble(name -> turns.median(name, error))
        .min()
        .orElse(0);
  }

  private Errors faultline(int rate) throws Exception {
    try (ChildJvm engine = bench.engine()) {
      bench.command("forget");
      Duration length = bench.warmUp().plus(bench.window());
      long before = bench.count();
      RunId run = bench.arrivals(rate, length);
      bench.awaitRequests(engine.process(), before);
      Thread.sleep(length); // whoever read the results meanwhile would want the processors too
      RunResults results = RunResults.of(bench.settings(), run, bench.warmUp());
      results.verify();
      engine.check();
      return errors(rate, results.firstDueMicros() + bench.warmUp().toMillis() * 1000)
          .reported(results.responseTime(50), results.responseTime(99));
    }
  }

  private Errors hey(int rate) throws Exception {
    bench.command("forget");
    Duration length = bench.warmUp().plus(bench.window());
    try (Peer hey = Peer.hey(Processors.FIRST, bench.port(), Bench.CONNECTIONS, length, rate)) {
      hey.process().onExit().join();
    }
    return errors(rate, afterWarmUp());
  }

  private Errors bare(int rate) throws Exception {
    bench.command("forget");
    try (Peer _ = Peer.bareArrivals(bench.folder(), bench.port(), Bench.CONNECTIONS, rate)) {
      Thread.sleep(bench.warmUp().plus(bench.window()).plusMillis(500));
    }
    return errors(rate, afterWarmUp());
  }

  private Errors hyperfoil(Hyperfoil hyperfoil, int rate) throws Exception {
    bench.command("forget");
    try (Hyperfoil.Run run = hyperfoil.open(Bench.CONNECTIONS, rate, bench.window())) {
      Hyperfoil.Reported its = run.reported();
      return errors(rate, afterWarmUp()).reported(its.p50Micros(), its.p99Micros());
    }
  }

  private long afterWarmUp() throws IOException {
    return arrivals()[0] + bench.warmUp().toMillis() * 1000;
  }

  private Errors errors(int rate, long fromMicros) throws IOException {
    long windowMicros = bench.window().toMillis() * 1000;
    long[] arrivals =
        Arrays.stream(arrivals())
            .filter(at -> at >= fromMicros && at < fromMicros + windowMicros)
            .toArray();
    if (arrivals.length == 0) {
      throw new IllegalStateException("no request has reached the target after the warm-up");
    }
    double between = 1e6 / rate;
    long[] errors = new long[arrivals.length];
    for (int i = 0; i < arrivals.length; i++) {
      errors[i] = Math.round(arrivals[i] - arrivals[0] - i * between);
    }
    Arrays.sort(errors);
    double expected = windowMicros / 1e6 * rate;
    return new Errors(
        Math.abs(arrivals.length - expected) / expected,
        percentile(errors, 0.5),
        percentile(errors, 0.99),
        percentile(errors, 1),
        UNKNOWN,
        UNKNOWN);
  }

  /** Counted from the earliest. */
  private static long percentile(long[] sorted, double share) {
    return sorted[(int) Math.min(sorted.length - 1, share * sorted.length)] - sorted[0];
  }

  private long[] arrivals() throws IOException {
    Path file = bench.folder().resolve("arrivals");
    bench.command("write " + file);
    long[] arrivals = new long[Math.toIntExact(Files.size(file) / Long.BYTES)];
    ByteBuffer.wrap(Files.readAllBytes(file)).asLongBuffer().get(arrivals);
    return arrivals;
  }
}
