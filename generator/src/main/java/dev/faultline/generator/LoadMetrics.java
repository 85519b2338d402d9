package dev.faultline.generator;

import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.generator.sink.ResultBuffer;
import dev.faultline.generator.sink.ResultSender;
import dev.faultline.generator.sink.ResultSpill;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/**
 * What a generator tells about itself, over all its runs. Labels are bounded: no run, scenario or
 * step among them.
 */
final class LoadMetrics {

  private final Counter dropped;
  private final Counter takeOvers;
  private final Timer schedulingLag;
  private final Map<Shard, Counts> shards = new ConcurrentHashMap<>();

  private record Counts(long dropped, long inFlight) {
    static final Counts NONE = new Counts(0, 0);
  }

  private final MeterRegistry registry;

  /** Kept here, for meters do not keep what they look at. */
  private List<Outlet> outlets = List.of();

  /** How requests and their results leave one event loop. */
  record Outlet(
      RequestCounts requests, ResultBuffer buffer, ResultSpill spill, ResultSender sender) {}

  LoadMetrics(MeterRegistry registry) {
    this.registry = registry;
    dropped =
        Counter.builder("faultline.generator.dropped")
            .description("Arrivals not started because too many iterations were in flight")
            .register(registry);
    schedulingLag =
        Timer.builder("faultline.generator.scheduling.lag")
            .description("The longest by which an arrival was fired late, per progress record")
            .register(registry);
    Gauge.builder("faultline.generator.in.flight", this, LoadMetrics::inFlight)
        .description("Iterations running")
        .register(registry);
    Gauge.builder("faultline.generator.shards", shards, Map::size)
        .description("Shards carried")
        .register(registry);
    takeOvers =
        Counter.builder("faultline.generator.take.overs")
            .description("Shards taken over from a generator that was gone without a word")
            .register(registry);
  }

  /** Shows how requests and results leave the generator, over all its event loops. */
  void watch(List<Outlet> its) {
    outlets = List.copyOf(its);
    for (Outcome outcome : Outcome.values()) {
      FunctionCounter.builder(
              "faultline.generator.requests",
              outlets,
              all -> sum(all, each -> each.requests.of(outcome)))
          .description("Requests that ended")
          .tag("outcome", outcome.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    Gauge.builder(
            "faultline.generator.buffer.fill",
            outlets,
            all -> highest(all, each -> each.buffer.fill()))
        .description("Fill of the buffer between the event loop and Kafka")
        .baseUnit("ratio")
        .register(registry);
    Gauge.builder(
            "faultline.generator.producer.fill",
            outlets,
            all -> highest(all, each -> each.sender.producerFill()))
        .description("Fill of the memory in which the producer holds what Kafka has not taken yet")
        .baseUnit("ratio")
        .register(registry);
    Gauge.builder(
            "faultline.generator.spill.fill",
            outlets,
            all -> highest(all, each -> each.spill.fill()))
        .description("Fill of the disk space for results that Kafka has not taken yet")
        .baseUnit("ratio")
        .register(registry);
    FunctionCounter.builder(
            "faultline.generator.results.spilled",
            outlets,
            all -> sum(all, each -> each.spill.spilled()))
        .description("Results that had to wait because Kafka had no room for them")
        .register(registry);
    FunctionCounter.builder(
            "faultline.generator.results.lost",
            outlets,
            all -> sum(all, each -> each.sender.lost()))
        .description("Results that Kafka did not take in the end")
        .register(registry);
  }

  private static double highest(List<Outlet> outlets, ToDoubleFunction<Outlet> fill) {
    return outlets.stream().mapToDouble(fill).max().orElse(0);
  }

  private static double sum(List<Outlet> outlets, ToLongFunction<Outlet> count) {
    return outlets.stream().mapToLong(count).sum();
  }

  /** A shard is carried from now on. */
  void begun(Shard shard) {
    shards.put(shard, Counts.NONE);
  }

  /** A shard was taken over from a generator that is gone. */
  void takenOver() {
    takeOvers.increment();
  }

  /** How far a shard has come; on its loop. */
  void progress(Shard shard, List<ScenarioProgress> scenarios, long maxLagMicros) {
    long droppedNow = scenarios.stream().mapToLong(ScenarioProgress::dropped).sum();
    long inFlightNow = scenarios.stream().mapToLong(ScenarioProgress::inFlight).sum();
    Counts before = shards.put(shard, new Counts(droppedNow, inFlightNow));
    dropped.increment((double) droppedNow - before.dropped());
    schedulingLag.record(maxLagMicros, TimeUnit.MICROSECONDS);
  }

  /** Nothing of it is in flight any more. */
  void finished(Shard shard) {
    shards.remove(shard);
  }

  private double inFlight() {
    return (double) shards.values().stream().mapToLong(Counts::inFlight).sum();
  }
}
