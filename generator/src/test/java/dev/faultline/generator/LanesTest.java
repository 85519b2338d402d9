package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.UserStage;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.http.RawServer;
import dev.faultline.generator.scenario.Plans;
import dev.faultline.generator.schedule.Idle;
import dev.faultline.generator.sink.ShardId;
import dev.faultline.generator.sink.SpillSpace;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Shards are spread over event loops, each with its own way to Kafka. */
class LanesTest {

  private static final RunId RUN = new RunId(new UUID(5, 5));

  @TempDir Path folder;

  private final Clock clock = Clock.system();
  private final MeterRegistry registry = new SimpleMeterRegistry();
  private final List<MockProducer<String, ResultRecord>> producers = new CopyOnWriteArrayList<>();
  private final List<Throwable> defects = new CopyOnWriteArrayList<>();

  @Test
  void eachLoopCarriesAsManyShardsAndTheirResultsAreCountedTogether() throws Exception {
    try (RawServer target = RawServer.answering(RawServer.OK);
        Lanes lanes = lanes(2)) {
      lanes.start();
      Plan plan = plan(target, 200);
      List<Load> loads = new ArrayList<>();
      for (int shard = 0; shard < 4; shard++) {
        loads.add(lanes.prepare(new ShardId(RUN, shard, 4, 0), plan));
      }
      long startMicros = clock.epochMicros();
      loads.forEach(load -> load.begin(startMicros, startMicros));
      for (Load load : loads) {
        assertThat(load.ended().get(30, TimeUnit.SECONDS)).isEqualTo(new Load.End.Finished());
      }
      assertThat(lanes.alive()).isTrue();
    }
    assertThat(producers).hasSize(2).allMatch(MockProducer::closed);
    assertThat(producers).allMatch(producer -> shards(producer).size() == 2);
    assertThat(producers.stream().flatMap(producer -> results(producer).stream())).hasSize(200);
    assertThat(registry.get("faultline.generator.requests").tag("outcome", "ok").functionCounter())
        .satisfies(ok -> assertThat(ok.count()).isEqualTo(200));
    assertThat(defects).isEmpty();
  }

  @Test
  void aLoopThatLessIsOnTakesTheNextShard() throws Exception {
    try (RawServer target = RawServer.answering(RawServer.OK);
        Lanes lanes = lanes(2)) {
      lanes.start();
      Plan plan = plan(target, 100);
      // The first and the third are gone before the fourth comes, so one loop would have none.
      Load first = lanes.prepare(new ShardId(RUN, 0, 4, 0), plan);
      Load second = lanes.prepare(new ShardId(RUN, 1, 4, 0), plan);
      abandon(first);
      Load third = lanes.prepare(new ShardId(RUN, 2, 4, 0), plan);
      long startMicros = clock.epochMicros();
      second.begin(startMicros, startMicros);
      third.begin(startMicros, startMicros);
      second.ended().get(30, TimeUnit.SECONDS);
      third.ended().get(30, TimeUnit.SECONDS);
    }
    assertThat(producers).allMatch(producer -> shards(producer).size() == 1);
  }

  @Test
  void usersWhoWereCarriedBeforeBeginTheIterationsThatAreLeft() throws Exception {
    LoadProfile five =
        Plans.users(Duration.ZERO, UserStage.constant(2, Duration.ofMinutes(1))).limited(5);
    try (RawServer target = RawServer.answering(RawServer.OK);
        Lanes lanes = lanes(1)) {
      lanes.start();
      Plan plan =
          MeasuredLoad.plan(
              target.port(), Plans.scenario(five, 10, Plans.patientRequest("request")));
      for (int epoch = 0; epoch < 2; epoch++) {
        Load load = lanes.prepare(new ShardId(RUN, 0, 1, epoch), plan);
        if (epoch > 0) {
          load.recall(clock.epochMicros());
        }
        load.begin(clock.epochMicros(), clock.epochMicros());
        assertThat(load.ended().get(30, TimeUnit.SECONDS)).isEqualTo(new Load.End.Finished());
      }
    }
    assertThat(results(producers.getFirst()))
        .extracting(RequestResult::epoch)
        .containsExactly(0, 0, 0, 0, 0, 1, 1);
  }

  private static Plan plan(RawServer target, int arrivals) {
    LoadProfile load = Plans.constant(arrivals, Duration.ofSeconds(1));
    return MeasuredLoad.plan(
        target.port(), Plans.scenario(load, 1000, Plans.patientRequest("request")));
  }

  private static void abandon(Load load) throws Exception {
    load.abandon();
    load.ended().get(30, TimeUnit.SECONDS);
  }

  private Lanes lanes(int count) {
    return new Lanes(
        new LoadSettings(4, count, Idle.HYBRID),
        clock,
        SpillSpace.in(folder),
        (shard, _) -> shard.epoch() == 1 ? Map.of("checkout", 3L) : Map.of(),
        this::producer,
        new LoadMetrics(registry),
        defects::add);
  }

  private Producer<String, ResultRecord> producer() {
    MockProducer<String, ResultRecord> producer = MeasuredLoad.producer();
    producers.add(producer);
    return producer;
  }

  private static List<RequestResult> results(MockProducer<String, ResultRecord> producer) {
    return producer.history().stream()
        .map(record -> record.value())
        .filter(RequestResult.class::isInstance)
        .map(RequestResult.class::cast)
        .toList();
  }

  private static Set<Integer> shards(MockProducer<String, ResultRecord> producer) {
    return results(producer).stream().map(RequestResult::shard).collect(Collectors.toSet());
  }
}
