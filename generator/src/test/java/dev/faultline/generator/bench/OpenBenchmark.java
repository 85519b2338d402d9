package dev.faultline.generator.bench;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.run.RunId;
import dev.faultline.testkit.bench.ChildJvm;
import dev.faultline.testkit.bench.Table;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** When the requests of a constant rate reached the target, compared with when they were due. */
record OpenBenchmark(Bench bench) {

  /**
   * @param errorMicros how much later than due the requests reached the target, ascending; the
   *     earliest of them counts as on time, for nobody else's schedule is known
   * @param rateError of the mean rate, a share
   * @param reported response times as the tool itself tells them, empty when it does not
   */
  private record Pass(long[] errorMicros, double rateError, LatencyHistogram reported) {

    double error(double share) {
      return errorMicros[(int) Math.min(errorMicros.length - 1, share * errorMicros.length)];
    }
  }

  private interface Contender {
    Pass pass(int rate) throws Exception;
  }

  void run() throws Exception {
    Map<String, Contender> contenders = new LinkedHashMap<>();
    contenders.put("hey", this::hey);
    contenders.put("bare Netty arrivals", this::bare);
    contenders.put("Faultline", this::faultline);
    contenders.keySet().removeIf(name -> !name.contains(bench.options().getOrDefault("only", "")));
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
      measure(contenders, Integer.parseInt(rate))
          .forEach((name, passes) -> row(table, name, Integer.parseInt(rate), passes));
    }
    table.end();
  }

  private Map<String, List<Pass>> measure(Map<String, Contender> contenders, int rate)
      throws Exception {
    Map<String, List<Pass>> passes = new LinkedHashMap<>();
    for (long round = bench.number("rounds", 5); round > 0; round--) {
      for (Map.Entry<String, Contender> each : contenders.entrySet()) {
        Pass pass = each.getValue().pass(rate);
        Table.progress(
            "%s at %,d/s: send error p50 %,.0f µs, p99 %,.0f µs",
            each.getKey(), rate, pass.error(0.5), pass.error(0.99));
        passes.computeIfAbsent(each.getKey(), unseen -> new ArrayList<>()).add(pass);
      }
    }
    return passes;
  }

  private Pass faultline(int rate) throws Exception {
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
      long fromMicros = results.firstDueMicros() + warmUp().toMillis() * 1000;
      return pass(rate, fromMicros, results.responseTimes());
    }
  }

  private Pass hey(int rate) throws Exception {
    command("forget");
    try (Peer hey = Peer.hey(bench.port(), Bench.CONNECTIONS, warmUp().plus(window()), rate)) {
      hey.process().onExit().join();
    }
    return afterWarmUp(rate);
  }

  private Pass bare(int rate) throws Exception {
    command("forget");
    try (Peer _ = Peer.bareArrivals(bench.folder(), bench.port(), Bench.CONNECTIONS, rate)) {
      Thread.sleep(warmUp().plus(window()).plusMillis(500));
    }
    return afterWarmUp(rate);
  }

  private Pass afterWarmUp(int rate) throws IOException {
    return pass(rate, first() + warmUp().toMillis() * 1000, new LatencyHistogram());
  }

  private static void row(Table table, String name, int rate, List<Pass> passes) {
    table.row(
        name,
        Table.format("%,d", rate),
        Table.format("%.4f %%", 100 * median(passes, Pass::rateError)),
        Table.format("%,.0f", median(passes, pass -> pass.error(0.5))),
        Table.format("%,.0f", median(passes, pass -> pass.error(0.99))),
        Table.format("%,.0f", median(passes, pass -> pass.error(1))),
        reported(passes, 50),
        reported(passes, 99));
  }

  private static String reported(List<Pass> passes, double percentile) {
    return passes.getFirst().reported.count() == 0
        ? ""
        : Table.format("%,.0f", median(passes, pass -> pass.reported.percentile(percentile)));
  }

  private static double median(List<Pass> passes, ToDoubleFunction<Pass> figure) {
    double[] sorted = passes.stream().mapToDouble(figure).sorted().toArray();
    return (sorted[sorted.length / 2] + sorted[(sorted.length - 1) / 2]) / 2;
  }

  private long first() throws IOException {
    return arrivals()[0];
  }

  private Pass pass(int rate, long fromMicros, LatencyHistogram reported) throws IOException {
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
    return new Pass(errors, Math.abs(arrivals.length - expected) / expected, reported);
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
