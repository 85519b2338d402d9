package dev.faultline.aggregator.bench;

import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.bench.Reach;
import dev.faultline.testkit.bench.Table;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * A load in real time: from the moment the last shard's progress that closes a window is handed to
 * the producer until a reader of committed records has polled the window.
 */
final class Latency {

  private static final long SECOND = TimeUnit.SECONDS.toMicros(1);

  private final Bench bench;
  private final int rate;
  private final long warmUp;
  private final long seconds;

  Latency(Bench bench) {
    this.bench = bench;
    rate = (int) bench.options().number("rate", 10_000);
    warmUp = bench.options().number("warm-up", 30);
    seconds = bench.options().number("seconds", 60);
  }

  void run() throws Exception {
    bench.announce("Latency", rate * (warmUp + seconds));
    try (Broker broker = bench.broker()) {
      Load nothing = Load.recorded(bench.shards(), rate, 0);
      Task task = bench.task(broker, nothing);
      try (Client client = Client.start(Contender.SERVICE, task, bench.jvm().flags())) {
        measure(broker.settings(), client);
      }
    }
  }

  private void measure(KafkaSettings kafka, Client client) throws Exception {
    client.begin();
    long start = Math.ceilDiv(Clock.system().epochMicros(), SECOND) * SECOND + SECOND;
    RunId run = RunId.create(Clock.system(), new Random());
    Load load = new Load(run, bench.shards(), rate, rate * (warmUp + seconds), start);
    long from = start + warmUp * SECOND;
    try (WindowArrivals arrivals = new WindowArrivals(kafka, from);
        ResultLog log = new ResultLog(kafka, Topics.RESULTS.name(), load)) {
      LiveFeed feed = new LiveFeed(log, load, client::measureFrom, from);
      CompletableFuture<Void> feeding = CompletableFuture.runAsync(() -> load.writeTo(feed));
      arrivals.readToEnd(
          () -> {
            client.check();
            if (feeding.isCompletedExceptionally()) {
              feeding.join();
            }
          });
      feeding.join();
      arrivals.verify(load.results());
      print(client.finish(), arrivals.delays(feed.handed()));
    }
  }

  private void print(Measured measured, List<Double> millis) {
    Table.say(
        "%,d results/s in real time for %d s after %d s of warm-up, %d shards on %d partitions,"
            + " progress every 250 ms; settings of the service. %,d windows of a second.",
        rate, seconds, warmUp, bench.shards(), bench.partitions(), millis.size());
    Table table = new Table("from the watermark to the committed window", "ms");
    table.row("p50", at(millis, 0.50));
    table.row("p99", at(millis, 0.99));
    table.row("max", at(millis, 1));
    table.end();
    Reach.atMost(
        "ms p99 from the watermark to the window on the topic", 300, percentile(millis, 0.99));
    Table.say(
        "The aggregator used %.2f cores and at most %s of memory.",
        measured.cores(), Table.mebibytes(measured.rssBytes()));
  }

  private static String at(List<Double> sorted, double share) {
    return Table.format("%.0f", percentile(sorted, share));
  }

  private static double percentile(List<Double> sorted, double share) {
    int rank = (int) Math.ceil(share * sorted.size());
    return sorted.get(Math.max(0, rank - 1));
  }
}
