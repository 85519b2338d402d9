package dev.faultline.generator.bench;

import dev.faultline.core.run.RunId;
import dev.faultline.testkit.bench.ChildJvm;
import dev.faultline.testkit.bench.Machine;
import dev.faultline.testkit.bench.Reach;
import dev.faultline.testkit.bench.Table;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Whether a generator's memory grows with the requests of a run, and what many users need. */
record MemoryBenchmark(Bench bench) {

  /** Those of a day at 1,000/s. */
  private static final long DAY = 86_400_000;

  private static final Duration LONGEST = Duration.ofHours(24);
  private static final Duration READING = Duration.ofMinutes(30);
  private static final double MEBIBYTE = 1 << 20;
  private static final double MEGABYTE = 1e6;
  private static final int TENTHS = 10;
  private static final int COLLECTIONS = 5;

  /** By how much the heap of a later part may differ from that of an earlier, for it breathes. */
  private static final double FLAT = 1.1;

  /**
   * At one time of a run.
   *
   * @param liveBytes heap after a full collection
   */
  private record Moment(long liveBytes, long rssBytes) {}

  void run() throws Exception {
    ofManyRequests(bench.number("requests", DAY));
    ofManyUsers();
  }

  private void ofManyRequests(long requests) throws Exception {
    Table.progress("memory: writes some %.1f GB to %s", requests * 45 / 1e9, bench.folder());
    try (ChildJvm engine = bench.engine()) {
      long allocated = -EngineFigures.of(engine).allocatedBytes();
      long before = bench.count();
      long begin = System.nanoTime();
      RunId run =
          bench.submit(
              """
              { model: closed, iterations: %d, \
              stages: [ { constant: { users: 64, duration: DURATION } } ] }\
              """
                  .formatted(requests),
              "{ connections: 64 }",
              LONGEST);
      List<Moment> moments = new ArrayList<>();
      for (int tenth = 1; tenth <= TENTHS; tenth++) {
        await(engine, before + requests * tenth / TENTHS);
        moments.add(new Moment(liveBytes(engine), Machine.rssBytes(engine.process())));
      }
      double seconds = (System.nanoTime() - begin) / 1e9;
      EngineFigures end = EngineFigures.of(engine);
      allocated += end.allocatedBytes();
      RunResults results = RunResults.of(bench.settings(), run, Duration.ZERO, READING);
      results.verify();
      engine.check();
      print(moments);
      print(results.count(), seconds, allocated, end, Machine.peakRssBytes(engine.process()));
      judge(moments);
    }
  }

  /** The least that one of several collections left: the others saw more on its way to Kafka. */
  private static long liveBytes(ChildJvm engine) {
    return IntStream.range(0, COLLECTIONS)
        .mapToLong(collection -> EngineFigures.collected(engine).liveBytes())
        .min()
        .orElseThrow();
  }

  private void await(ChildJvm engine, long requests) throws InterruptedException {
    while (bench.count() < requests) {
      engine.check();
      Thread.sleep(100);
    }
  }

  private static void print(List<Moment> moments) {
    Table table =
        new Table("of the requests of a long run", "live heap after a full collection", "memory");
    for (int i = 0; i < moments.size(); i++) {
      table.row(
          (i + 1) * 100 / TENTHS + " %",
          Table.format("%.1f MiB", moments.get(i).liveBytes / MEBIBYTE),
          Table.format("%,.0f MB", moments.get(i).rssBytes / MEGABYTE));
    }
    table.end();
  }

  private static void print(
      long requests, double seconds, long allocatedBytes, EngineFigures end, long peakRssBytes) {
    Table table = new Table("figure", "measured");
    table.row("requests", Table.format("%,d", requests));
    table.row("time", Table.format("%,.0f s", seconds));
    table.row("requests/s", Table.format("%,.0f", requests / seconds));
    table.row(
        "allocated per request", Table.format("%,.0f bytes", 1.0 * allocatedBytes / requests));
    table.row("in garbage collections", Table.format("%.1f s", end.gcMillis() / 1e3));
    table.row("memory of the process, highest", Table.format("%,.0f MB", peakRssBytes / MEGABYTE));
    table.end();
  }

  private static void judge(List<Moment> moments) {
    int half = moments.size() / 2;
    Reach.atMost(
        "times the live heap of the first five tenths in the last five, by their medians",
        FLAT,
        1.0 * median(moments.subList(half, moments.size())) / median(moments.subList(0, half)));
  }

  private static long median(List<Moment> moments) {
    return moments.stream().map(Moment::liveBytes).sorted().toList().get(moments.size() / 2);
  }

  private void ofManyUsers() throws Exception {
    Duration length = bench.warmUp().plus(bench.window());
    try (ChildJvm engine = bench.engine()) {
      long before = bench.count();
      RunId run =
          bench.submit(
              Bench.scenario(
                      "arrivals",
                      "{ stages: [ { constant: { rate: 10000/s, duration: DURATION } } ] }",
                      "{ inFlight: 20000, connections: 64 }",
                      length)
                  + Bench.scenario(
                      "users",
                      """
                      { model: closed, thinkTime: 10s, \
                      stages: [ { constant: { users: 5000, duration: DURATION } } ] }\
                      """,
                      "{ connections: 5000 }",
                      length));
      bench.awaitRequests(engine.process(), before);
      Thread.sleep(length.minusSeconds(1));
      EngineFigures busy = EngineFigures.collected(engine);
      RunResults results = RunResults.of(bench.settings(), run, bench.warmUp());
      results.verify();
      engine.check();
      print(results, busy, Machine.peakRssBytes(engine.process()));
    }
  }

  private static void print(RunResults results, EngineFigures busy, long peakRssBytes) {
    Table table = new Table("10,000/s beside 5,000 users", "measured");
    table.row("results", Table.format("%,d", results.count()));
    table.row("dropped", Table.format("%,d", results.dropped()));
    table.row("heap in use, highest", Table.mebibytes(busy.peakHeapBytes()));
    table.row("live heap after a full collection", Table.mebibytes(busy.liveBytes()));
    table.row("memory of the process, highest", Table.format("%,.0f MB", peakRssBytes / MEGABYTE));
    table.end();
    Reach.atMost("MiB of heap in use", 256, busy.peakHeapBytes() / MEBIBYTE);
    Reach.atMost("dropped arrivals", 0, results.dropped());
  }
}
