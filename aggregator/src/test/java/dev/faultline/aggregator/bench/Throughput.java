package dev.faultline.aggregator.bench;

import dev.faultline.schemas.Topics;
import dev.faultline.testkit.bench.Reach;
import dev.faultline.testkit.bench.Table;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** All contenders over the same log, in turn, each time in a fresh JVM. */
final class Throughput {

  private static final String DEFAULT =
      "POLL,AVRO,CURSOR,REDUCE,TOPOLOGY_1,TOPOLOGY_2,DSL,DSL_UNCOMPRESSED";

  private final Bench bench;
  private final int rounds;
  private final int warmUps;
  private final Load load;
  private final Load dslLoad;
  private final List<Contender> contenders;
  private final Map<Contender, List<Speed>> speeds = new EnumMap<>(Contender.class);

  private record Speed(double perSecond, double cores) {

    static Speed of(Measured measured, long results) {
      return new Speed(results / measured.seconds(), measured.cores());
    }

    double perCore() {
      return perSecond / cores;
    }
  }

  Throughput(Bench bench) {
    this.bench = bench;
    Options options = bench.options();
    rounds = (int) options.number("rounds", 3);
    warmUps = (int) options.number("warm-ups", 3);
    int rate = (int) options.number("rate", 50_000);
    load = Load.recorded(bench.shards(), rate, options.number("records", 20_000_000));
    dslLoad = Load.recorded(bench.shards(), rate, options.number("dsl-records", 20_000));
    contenders =
        Stream.of(options.text("contenders", DEFAULT).split(",")).map(Contender::valueOf).toList();
  }

  void run() throws Exception {
    bench.announce("Throughput", load.results());
    try (Broker broker = bench.broker()) {
      double size = ResultLog.write(broker.settings(), Topics.RESULTS.name(), load);
      ResultLog.write(broker.settings(), DslTopology.RESULTS, dslLoad);
      Table.say(
          "%,d results of %.0f bytes (%.0f on disk) of %d shards on %d partitions, %,d per second of"
              + " event time; the DSL gets the first %,d. Medians of %d rounds, lowest and highest"
              + " rate in brackets; whole passes that warm up the same JVM before each: %d.",
          load.results(),
          size,
          (double) broker.logBytes(Topics.RESULTS.name()) / load.results(),
          bench.shards(),
          bench.partitions(),
          load.rate(),
          dslLoad.results(),
          rounds,
          warmUps);
      for (int round = 1; round <= rounds; round++) {
        for (Contender contender : contenders) {
          measure(broker, contender, round);
        }
      }
    }
    print();
  }

  private void measure(Broker broker, Contender contender, int round) throws Exception {
    Load its = contender.dsl() ? dslLoad : load;
    try (Client client = Client.start(contender, bench.task(broker, its), bench.jvm().flags())) {
      String name = contender.name().toLowerCase(Locale.ROOT) + "-" + round;
      for (int warmUp = 1; warmUp <= warmUps; warmUp++) {
        Measured cold = pass(broker, contender, client, name + "-cold-" + warmUp);
        Table.progress("warm-up %,.0f/s", Speed.of(cold, its.results()).perSecond());
      }
      Measured warm = pass(broker, contender, client, name + "-warm");
      Speed speed = Speed.of(warm, its.results());
      speeds.computeIfAbsent(contender, first -> new ArrayList<>()).add(speed);
      Table.progress(
          "%d/%d %s: %,.0f/s, %.2f cores, %.0f %% of the time in garbage collections",
          round,
          rounds,
          contender.title(),
          speed.perSecond(),
          speed.cores(),
          100 * warm.gcSeconds() / warm.seconds());
    }
  }

  private Measured pass(Broker broker, Contender contender, Client client, String name) {
    try {
      if (contender.topology()) {
        try (WindowsEnd end = new WindowsEnd(broker.settings(), load.results())) {
          return client.pass(name, end);
        }
      }
      if (contender.dsl()) {
        boolean compressed = contender == Contender.DSL;
        try (DslEnd end = new DslEnd(broker.settings(), compressed, dslLoad.results())) {
          return client.pass(name, end);
        }
      }
      return client.pass(name, End.TOLD);
    } finally {
      broker.deleteInternalTopics();
    }
  }

  private void print() {
    Table table =
        new Table(
            "contender",
            "records/s",
            "CPU cores",
            "records per CPU second",
            "of \"same decode and aggregation\"");
    for (Contender contender : contenders) {
      List<Speed> its = speeds.get(contender);
      table.row(
          contender.title(),
          Table.format(
              "%s (%s–%s)",
              rate(median(contender, Speed::perSecond)),
              rate(its.stream().mapToDouble(Speed::perSecond).min().orElseThrow()),
              rate(its.stream().mapToDouble(Speed::perSecond).max().orElseThrow())),
          Table.format("%.2f", median(contender, Speed::cores)),
          rate(median(contender, Speed::perCore)),
          speeds.containsKey(Contender.REDUCE) ? ratio(perCoreOfReduce(contender)) : "");
    }
    table.end();
    contenders.stream().filter(Contender::topology).forEach(this::judge);
  }

  private void judge(Contender topology) {
    if (speeds.containsKey(Contender.REDUCE)) {
      Reach.atLeast(
          "of \"same decode and aggregation\" per core by " + topology.title(),
          0.7,
          perCoreOfReduce(topology));
    }
    for (Contender dsl : contenders.stream().filter(Contender::dsl).toList()) {
      Reach.atLeast(
          "times the records/s of \"%s\" by %s".formatted(dsl.title(), topology.title()),
          300,
          median(topology, Speed::perSecond) / median(dsl, Speed::perSecond));
    }
  }

  private double perCoreOfReduce(Contender contender) {
    return median(contender, Speed::perCore) / median(Contender.REDUCE, Speed::perCore);
  }

  private double median(Contender contender, ToDoubleFunction<Speed> figure) {
    double[] sorted = speeds.get(contender).stream().mapToDouble(figure).sorted().toArray();
    return sorted[sorted.length / 2];
  }

  private static String rate(double perSecond) {
    return perSecond < 100_000
        ? Table.format("%.1f k", perSecond / 1e3)
        : Table.format("%.2f M", perSecond / 1e6);
  }

  private static String ratio(double ratio) {
    return Table.format(ratio < 0.1 ? "%.4f" : "%.2f", ratio);
  }
}
