package dev.faultline.generator.bench;

import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.http.RawServer;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.TopicAdmin;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.EmbeddedCluster;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.Producer;

/**
 * What an outage of Kafka does to a load: {@code generator/bench/outage} starts it. The generator
 * has a JVM of its own; broker, target and whoever reads the results share this one.
 */
public final class OutageBenchmark {

  private static final Clock CLOCK = Clock.system();
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private OutageBenchmark() {}

  /**
   * Runs it and writes Markdown to standard output.
   *
   * @param arguments a folder for what is written; arrivals per second; seconds before, of and
   *     after the outage; the generator's heap as {@code -Xmx} has it
   */
  public static void main(String[] arguments) throws Exception {
    PrintStream table = System.out;
    System.setOut(System.err); // where a broker in this JVM tells of itself
    int rate = Integer.parseInt(arguments[1]);
    int before = Integer.parseInt(arguments[2]);
    int outage = Integer.parseInt(arguments[3]);
    int after = Integer.parseInt(arguments[4]);
    try (EmbeddedCluster broker = EmbeddedCluster.start();
        RawServer target = RawServer.answering(RawServer.OK)) {
      TopicAdmin.createMissing(broker.settings(), 4, (short) 1);
      try (GeneratorProcess generator =
          GeneratorProcess.start(
              broker.settings().bootstrapServers(), Path.of(arguments[0]), arguments[5])) {
        RunId run = RunId.create(CLOCK, new SplittableRandom());
        submit(broker, run, plan(target.port(), rate, before + outage + after));
        MeasuredResults results = new MeasuredResults(broker.settings(), run);
        long startMicros = results.startMicros(PATIENCE);
        sleepUntil(startMicros + before * 1_000_000L);
        long goneMicros = CLOCK.epochMicros();
        broker.stop();
        sleepUntil(startMicros + (before + outage) * 1_000_000L);
        broker.startAgain();
        long backMicros = CLOCK.epochMicros();
        results.readToEnd(goneMicros, backMicros, PATIENCE);
        print(
            table,
            results,
            generator.finish(),
            arguments[5],
            (backMicros - goneMicros) / 1e6,
            rate);
      }
    }
  }

  private static void print(
      PrintStream table,
      MeasuredResults results,
      String generator,
      String heap,
      double seconds,
      int rate) {
    table.printf(
        "%n%,d arrivals/s, Kafka away for %.1f s, generator with -Xmx%s.%n%n", rate, seconds, heap);
    table.println("| arrivals | results | send lag p50 | p99 | max |");
    table.println("|---|---:|---:|---:|---:|");
    results
        .phases()
        .forEach(
            (phase, lags) ->
                table.printf(
                    "| %s | %,d | %,d µs | %,d µs | %,d µs |%n",
                    phase, lags.count(), lags.percentile(50), lags.percentile(99), lags.max()));
    ShardProgress last = results.last();
    table.printf(
        "%ndue %,d, completed %,d, dropped %,d; results sent %,d, counted once %,d, twice %,d,"
            + " unreported %,d%n",
        last.scenarios().getFirst().due(),
        last.scenarios().getFirst().completed(),
        last.scenarios().getFirst().dropped(),
        last.lastSeq(),
        results.once(),
        results.twice(),
        last.health().unreported());
    table.printf("%s; at most %.1f %% of the disk space%n", generator, results.spill() * 100);
  }

  private static void submit(EmbeddedCluster broker, RunId run, PlanSource plan) {
    try (Producer<String, RunEvent> runs =
        KafkaClients.eventProducer(broker.settings(), Topics.RUNS)) {
      RunEvent event = new RunEvent.Submitted(run, CLOCK.epochMicros(), plan);
      var _ = runs.send(Topics.RUNS.record(run.toString(), event, event.atMicros()));
    }
  }

  private static void sleepUntil(long epochMicros) throws InterruptedException {
    Thread.sleep(Math.max(0, (epochMicros - CLOCK.epochMicros()) / 1000));
  }

  private static PlanSource plan(int port, int rate, int seconds) {
    return new PlanSource(
        "outage.yaml",
        """
        name: outage
        targets:
          self: { http: "http://127.0.0.1:%d" }
        scenarios:
          load:
            target: self
            load:
              stages:
                - constant: { rate: %d, duration: %ds }
            steps:
              - name: get
                request: { method: GET, path: / }
        """
            .formatted(port, rate, seconds),
        Map.of());
  }
}
