package dev.faultline.bench.hyperfoil;

import io.hyperfoil.api.config.Benchmark;
import io.hyperfoil.api.config.BenchmarkData;
import io.hyperfoil.api.statistics.StatisticsSnapshot;
import io.hyperfoil.core.impl.LocalSimulationRunner;
import io.hyperfoil.core.parser.BenchmarkParser;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Hyperfoil in this process, over shared connections: users who send as soon as they have an
 * answer, or arrivals at a rate, evenly spaced. It tells standard output what it has measured.
 */
public final class HyperfoilPeer {

  private static final int MAX_SESSIONS = 20_000;
  private static final String PHASE =
      """
      - %s:
          %s:
            %s
            duration: %ss
            %s
            scenario:
            - get:
              - httpRequest:
                  GET: /
      """;

  private HyperfoilPeer() {}

  /**
   * Runs it to its end.
   *
   * @param arguments port, connections, threads, arrivals per second or 0, seconds of warm-up,
   *     seconds after it
   */
  public static void main(String[] arguments) throws Exception {
    int port = Integer.parseInt(arguments[0]);
    int connections = Integer.parseInt(arguments[1]);
    int rate = Integer.parseInt(arguments[3]);
    String model = rate == 0 ? "always" : "constantRate";
    String load =
        rate == 0
            ? "users: " + connections
            : "usersPerSec: %d\n      variance: false\n      maxSessions: %d"
                .formatted(rate, MAX_SESSIONS);
    String yaml =
        """
        name: bench
        threads: %s
        http:
          host: http://127.0.0.1:%d
          sharedConnections: %d
        phases:
        """
                .formatted(arguments[2], port, connections)
            + PHASE.formatted("warmUp", model, load, arguments[4], "isWarmup: true")
            + PHASE.formatted("load", model, load, arguments[5], "startAfter: warmUp");
    StatisticsSnapshot all = new StatisticsSnapshot();
    run(yaml, all);
    System.out.printf(
        "> %d %d %d%n",
        all.histogram.getValueAtPercentile(50) / 1000,
        all.histogram.getValueAtPercentile(99) / 1000,
        all.responseCount);
    System.exit(0);
  }

  private static void run(String yaml, StatisticsSnapshot all) throws Exception {
    InputStream in = new ByteArrayInputStream(yaml.getBytes(StandardCharsets.UTF_8));
    Benchmark benchmark =
        BenchmarkParser.instance().buildBenchmark(in, BenchmarkData.EMPTY, Map.of());
    new LocalSimulationRunner(
            benchmark,
            (phase, step, metric, statistics, countDown) -> {
              if (phase.name().equals("load")) {
                all.add(statistics);
              }
            },
            null,
            null)
        .run();
  }
}
