package dev.faultline.generator.bench;

import dev.faultline.core.run.RunId;
import dev.faultline.testkit.bench.ChildJvm;
import dev.faultline.testkit.bench.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;

/** When the requests of a constant rate reached the target, compared with when they were due. */
record OpenBenchmark(Bench bench) {

  /**
   * @param errorMicros how much later than due the requests reached the target, ascending; the
   *     earliest of them counts as on time, for nobody else's schedule is known
   * @param rateError of the mean rate, a share
   */
  private record Pass(long[] errorMicros, double rateError) {

    long percentile(double share) {
      return errorMicros[(int) Math.min(errorMicros.length - 1, share * errorMicros.length)];
    }
  }

  void run() throws Exception {
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
    for (String rate : bench.options().getOrDefault("rates", "2000,10000").split(",")) {
      int perSecond = Integer.parseInt(rate);
      for (long round = bench.number("rounds", 5); round > 0; round--) {
        faultline(table, perSecond);
      }
      if (!bench.options().containsKey("only")) {
        hey(table, perSecond);
      }
    }
    table.end();
  }

  private void faultline(Table table, int rate) throws Exception {
    try (ChildJvm engine = bench.engine()) {
      command("forget");
      RunId run =
          bench.submit(
              "{ stages: [ { constant: { rate: %d/s, duration: DURATION } } ] }".formatted(rate),
              "{ inFlight: 20000, connections: 64 }",
              warmUp().plus(window()));
      RunResults results = RunResults.of(bench.settings(), run, warmUp());
      results.verify();
      engine.check();
      row(
          table,
          "Faultline",
          rate,
          pass(rate, results.firstDueMicros() + warmUp().toMillis() * 1000),
          "" + results.responseTimes().percentile(50),
          "" + results.responseTimes().percentile(99));
    }
  }

  private void hey(Table table, int rate) throws Exception {
    command("forget");
    try (Peer hey = Peer.hey(bench.port(), Bench.CONNECTIONS, warmUp().plus(window()), rate)) {
      hey.process().onExit().join();
    }
    row(table, "hey", rate, pass(rate, first() + warmUp().toMillis() * 1000), "", "");
  }

  private static void row(Table table, String name, int rate, Pass pass, String p50, String p99) {
    table.row(
        name,
        Table.format("%,d", rate),
        Table.format("%.4f %%", 100 * pass.rateError),
        Table.format("%,d", pass.percentile(0.5)),
        Table.format("%,d", pass.percentile(0.99)),
        Table.format("%,d", pass.percentile(1)),
        p50,
        p99);
  }

  private long first() throws IOException {
    return arrivals()[0];
  }

  private Pass pass(int rate, long fromMicros) throws IOException {
    long[] arrivals =
        Arrays.stream(arrivals())
            .filter(at -> at >= fromMicros && at < fromMicros + window().toMillis() * 1000)
            .toArray();
    double between = 1e6 / rate;
    long[] errors = new long[arrivals.length];
    for (int i = 0; i < arrivals.length; i++) {
      errors[i] = Math.round(arrivals[i] - arrivals[0] - i * between);
    }
    long earliest = Arrays.stream(errors).min().orElse(0);
    for (int i = 0; i < errors.length; i++) {
      errors[i] -= earliest;
    }
    Arrays.sort(errors);
    double expected = window().toMillis() / 1e3 * rate;
    return new Pass(errors, Math.abs(arrivals.length - expected) / expected);
  }

  private long[] arrivals() throws IOException {
    Path file = bench.folder().resolve("arrivals");
    command("write " + file);
    long[] arrivals = new long[Math.toIntExact(Files.size(file) / Long.BYTES)];
    ByteBuffer.wrap(Files.readAllBytes(file)).asLongBuffer().get(arrivals);
    return arrivals;
  }

  private void command(String command) {
    bench.target().tell(command);
    bench.target().answer();
  }

  private Duration warmUp() {
    return Duration.ofSeconds(bench.number("warm-up", 10));
  }

  private Duration window() {
    return Duration.ofSeconds(bench.number("seconds", 10));
  }
}
