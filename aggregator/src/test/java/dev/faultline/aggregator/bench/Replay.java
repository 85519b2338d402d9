package dev.faultline.aggregator.bench;

import dev.faultline.schemas.Topics;
import dev.faultline.testkit.bench.Reach;
import dev.faultline.testkit.bench.Table;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A long run, recorded beforehand, read at full speed by a fresh topology in one thread, as a
 * service has it.
 */
final class Replay {

  /** Results of a day at 1,000/s. */
  private static final double DAY = 86_400_000;

  private final Bench bench;
  private final Contender contender;
  private final Load load;
  private final String title;

  private Replay(Bench bench, Contender contender, String what, long hours, long rate) {
    this.bench = bench;
    this.contender = contender;
    long its = bench.options().number("hours", hours);
    int perSecond = (int) bench.options().number("rate", rate);
    load =
        Load.recorded(
            bench.shards(), perSecond, bench.options().number("records", its * 3600 * perSecond));
    title = Table.format("%s: %.1f hours at %,d/s", what, load.seconds() / 3600.0, perSecond);
  }

  /** How long a day takes, and how much memory. */
  static Replay replay(Bench bench) {
    return new Replay(bench, Contender.TOPOLOGY_1, "Replay", 24, 1_000);
  }

  /** Whether memory grows with the length of the run. */
  static Replay soak(Bench bench) {
    return new Replay(bench, Contender.SOAK, "Soak", 8, 2_000);
  }

  void run() throws Exception {
    bench.announce(title, load.results());
    try (Broker broker = bench.broker()) {
      long begin = System.nanoTime();
      double size = ResultLog.write(broker.settings(), Topics.RESULTS.name(), load);
      Table.progress("written in %.0f s", (System.nanoTime() - begin) / 1e9);
      Table.say(
          "%,d results of %.0f bytes, %.1f GB on disk, of %d shards on %d partitions; a fresh JVM,"
              + " no warm-up.",
          load.results(),
          size,
          broker.logBytes(Topics.RESULTS.name()) / 1e9,
          bench.shards(),
          bench.partitions());
      try (Client client = Client.start(contender, bench.task(broker, load), bench.jvm().flags());
          WindowsEnd end = new WindowsEnd(broker.settings(), load.results())) {
        print(client.pass("replay", end));
      }
    }
  }

  private void print(Measured measured) {
    Table table = new Table("figure", "measured");
    table.row(
        "from the start to the run's final progress",
        Table.format("%.1f s", measured.wholeSeconds()));
    table.row("of these, from the first record", Table.format("%.1f s", measured.seconds()));
    table.row("results per second", Table.format("%,.0f", load.results() / measured.seconds()));
    table.row("CPU cores of the aggregator", Table.format("%.2f", measured.cores()));
    table.row("garbage collections", Table.format("%.1f s", measured.gcSeconds()));
    table.row(
        "heap in use after a collection, median", Table.mebibytes(measured.heap().afterGcMedian()));
    table.row(
        "heap in use after a collection, highest", Table.mebibytes(measured.heap().afterGcMax()));
    table.row("heap committed, highest", Table.mebibytes(measured.heap().committedMax()));
    table.row("resident memory of the process, highest", Table.mebibytes(measured.rssBytes()));
    table.end();
    judge(measured);
    if (!measured.liveBytes().isEmpty()) {
      printLive(measured.liveBytes());
    }
  }

  private void judge(Measured measured) {
    if (contender != Contender.SOAK) {
      double minutesPerDay = measured.wholeSeconds() / 60 * DAY / load.results();
      Reach.atMost("minutes for 86.4 million results at this pace", 3, minutesPerDay);
    }
    double mebibytes = measured.heap().committedMax() / (double) (1 << 20);
    Reach.atMost("MiB of heap meanwhile", 512, mebibytes);
  }

  private static void printLive(List<Long> live) {
    Table table = new Table("of the run", "live heap after a full collection");
    IntStream.range(0, live.size())
        .forEach(
            i -> table.row((i + 1) * 10 + " %", Table.format("%.1f MiB", live.get(i) / 1048576.0)));
    table.end();
  }
}
