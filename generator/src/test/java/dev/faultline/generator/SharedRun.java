package dev.faultline.generator;

import dev.faultline.core.profile.ArrivalSchedule;
import dev.faultline.core.profile.ArrivalSlice;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.ShardEvent;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.SharedBroker;
import dev.faultline.testkit.ShopPlan;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.random.RandomGenerator;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.Producer;

/** A run with a hundred arrivals per second in eight shards, and what the topics tell of it. */
final class SharedRun {

  static final int SHARDS = 8;
  static final int RATE = 100;

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  /** Between two arrivals of one shard. */
  private static final long SPACING_MICROS = 1_000_000L * SHARDS / RATE;

  private final SharedBroker broker;
  private final Clock clock;
  private final PlanSource plan;
  private final ArrivalSchedule schedule;
  private final RunId id = RunId.create(Clock.system(), RandomGenerator.getDefault());

  SharedRun(SharedBroker broker, Clock clock, int targetPort, Duration duration) {
    this(broker, clock, ShopPlan.of(targetPort, RATE, duration.toSeconds()), duration);
  }

  /**
   * @param plan with such a load
   */
  SharedRun(SharedBroker broker, Clock clock, PlanSource plan, Duration duration) {
    this.broker = broker;
    this.clock = clock;
    this.schedule =
        new ArrivalSchedule(new LoadProfile.Open(List.of(new Stage.Constant(RATE, duration))));
    this.plan = plan;
  }

  void submit() {
    publish(new RunEvent.Submitted(id, clock.epochMicros(), plan));
  }

  void abort() {
    publish(new RunEvent.AbortRequested(id, clock.epochMicros(), plan, "enough"));
  }

  private void publish(RunEvent event) {
    try (Producer<String, RunEvent> runs =
        KafkaClients.eventProducer(broker.settings(), Topics.RUNS)) {
      runs.send(Topics.RUNS.record(id.toString(), event, event.atMicros())).get();
    } catch (ExecutionException e) {
      throw new AssertionError("the broker does not take events", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  long startMicros() {
    return broker
        .read(Topics.RUNS, RunEvent::runId, id)
        .until(all -> all.stream().anyMatch(RunEvent.Started.class::isInstance), PATIENCE)
        .stream()
        .filter(RunEvent.Started.class::isInstance)
        .map(RunEvent.Started.class::cast)
        .findFirst()
        .orElseThrow()
        .startMicros();
  }

  /**
   * Waits until every shard has told that it came that far, with no request waiting that is older
   * than the arrival after it: that is when its generator does not just catch up after a
   * standstill.
   */
  void awaitWatermark(long micros) {
    Records _ =
        records(
            records ->
                records.progress().stream()
                        .filter(progress -> progress.watermarkMicros() >= micros)
                        .filter(SharedRun::isAnswered)
                        .map(ShardProgress::shard)
                        .distinct()
                        .count()
                    == SHARDS);
  }

  private static boolean isAnswered(ShardProgress progress) {
    return progress.scenarios().stream()
        .allMatch(scenario -> scenario.oldestInFlightAgeMicros() < SPACING_MICROS);
  }

  /** All records, when every shard has finished. */
  Records finished() {
    return records(
        records -> records.progress().stream().filter(ShardProgress::finished).count() == SHARDS);
  }

  private Records records(Predicate<Records> enough) {
    return new Records(
        broker
            .read(Topics.RESULTS, ResultRecord::runId, id)
            .until(all -> enough.test(new Records(all)), PATIENCE));
  }

  /** The claims of the shards, when there are as many as expected. */
  List<ShardEvent.Claimed> claims(Predicate<List<ShardEvent.Claimed>> enough) {
    return claimsIn(
        broker
            .read(Topics.SHARDS, ShardEvent::runId, id)
            .until(all -> enough.test(claimsIn(all)), PATIENCE));
  }

  private static List<ShardEvent.Claimed> claimsIn(List<ShardEvent> events) {
    return events.stream()
        .filter(ShardEvent.Claimed.class::isInstance)
        .map(ShardEvent.Claimed.class::cast)
        .toList();
  }

  ArrivalSlice arrivals(int shard) {
    return new ArrivalSlice(schedule, new Slice(shard, SHARDS));
  }

  /** When the first so many arrivals of the shard are due. */
  List<Long> due(int shard, long count) {
    long startMicros = startMicros();
    return LongStream.range(0, count)
        .mapToObj(k -> startMicros + arrivals(shard).dueMicros(k))
        .toList();
  }

  /** Results and progress, those of a shard in their order. */
  record Records(List<ResultRecord> all) {

    List<ShardProgress> progress() {
      return ShardUnderTest.progress(all);
    }

    List<RequestResult> results(int shard) {
      return ShardUnderTest.results(all).stream().filter(r -> r.shard() == shard).toList();
    }

    List<ShardProgress> progress(int shard) {
      return progress().stream().filter(p -> p.shard() == shard).toList();
    }
  }
}
