package dev.faultline.generator;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.scenario.HandTurnedDriver;
import dev.faultline.generator.scenario.ScenarioRunner;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.schedule.HandTurnedLoop;
import dev.faultline.generator.sink.ResultBuffer;
import dev.faultline.generator.sink.ShardId;
import dev.faultline.generator.sink.ShardRecorder;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.LongSupplier;

/** A shard with one scenario whose time and target are turned by hand. */
final class ShardUnderTest {

  static final long START = 1_000_000_000_000_000L;

  final HandTurnedLoop loop;
  final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  final HandTurnedDriver driver;
  final List<Load.End> ends = new ArrayList<>();
  private final ResultBuffer buffer;
  private final Shard shard;

  ShardUnderTest(Scenario scenario, LongSupplier serviceMicros) throws UnusableTargetException {
    this(scenario, serviceMicros, 1 << 16);
  }

  ShardUnderTest(Scenario scenario, LongSupplier serviceMicros, int bufferCapacity)
      throws UnusableTargetException {
    this(scenario, serviceMicros, bufferCapacity, LoadPart.fromStart(Slice.WHOLE, START));
  }

  ShardUnderTest(Scenario scenario, LongSupplier serviceMicros, LoadPart part)
      throws UnusableTargetException {
    this(scenario, serviceMicros, 1 << 16, part);
  }

  private ShardUnderTest(
      Scenario scenario, LongSupplier serviceMicros, int bufferCapacity, LoadPart part)
      throws UnusableTargetException {
    loop = new HandTurnedLoop(part.fromMicros() - 1_500_000);
    buffer = new ResultBuffer(bufferCapacity);
    driver = new HandTurnedDriver(loop, scenario.maxConnections(), serviceMicros);
    LoadMetrics metrics = new LoadMetrics(registry);
    ShardRecorder recorder =
        new ShardRecorder(
            new ShardId(new RunId(new UUID(1, 2)), part.slice().index(), part.slice().count(), 0),
            buffer,
            () -> 0);
    shard =
        new Shard(
            List.of(new ScenarioRunner(scenario, part.slice(), driver, loop, recorder)),
            part,
            START + Durations.micros(scenario.load().duration()),
            loop,
            recorder,
            metrics,
            (end, _) -> ends.add(end));
    shard.begin();
  }

  void stop() {
    shard.stop();
  }

  void handOver() {
    shard.handOver();
  }

  void abandon() {
    shard.abandon();
  }

  /** Everything in the buffer, oldest first, taken out. */
  List<ResultRecord> drain() {
    List<ResultRecord> all = new ArrayList<>();
    for (ResultRecord next = buffer.poll(); next != null; next = buffer.poll()) {
      all.add(next);
    }
    return all;
  }

  static List<ShardProgress> progress(List<ResultRecord> records) {
    return records.stream()
        .filter(ShardProgress.class::isInstance)
        .map(ShardProgress.class::cast)
        .toList();
  }

  static List<RequestResult> results(List<ResultRecord> records) {
    return records.stream()
        .filter(RequestResult.class::isInstance)
        .map(RequestResult.class::cast)
        .toList();
  }
}
