package dev.faultline.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.faultline.cli.report.SampleRun;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class RunFollowerTest {

  private static final RunId RUN = new RunId(new UUID(0x7000L, 0x8000_0000_0000_0001L));
  private static final RunId OTHER = new RunId(new UUID(0x7000L, 0x8000_0000_0000_0002L));
  private static final PlanSource SOURCE = new PlanSource("plan.yaml", "name: shop", Map.of());
  private static final Plan PLAN =
      new Plan("shop", List.of(), List.of(), List.of(), List.of(), List.of(), 0.05);

  private final ManualClock clock = new ManualClock(1_800_000_000_000_000L);
  private final StopSignal stop = new StopSignal(105);
  private final FakePlatform platform = new FakePlatform();
  private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
  private final MockProducer<String, RunEvent> producer =
      new MockProducer<>(true, null, new StringSerializer(), Topics.RUNS.serde().serializer());
  private final Map<String, Long> offsets = new HashMap<>();
  private final RunLog log = new RunLog();
  private final RunFollower follower = new RunFollower(PLAN, clock, stop, platform);
  private final List<Runnable> script = new ArrayList<>();

  @Test
  void aJudgedRunIsOverWhenBothTheVerdictAndTheEndAreHeard() throws Exception {
    script.add(() -> arrives(Topics.RUNS, RUN, started(RUN)));
    script.add(() -> arrives(Topics.RUNS, RUN, finished()));
    script.add(() -> arrives(Topics.VERDICTS, RUN, verdict()));

    assertThat(follow()).isEqualTo(new Ending.Judged(Verdict.PASS));
    assertThat(sent()).containsExactly(RunEvent.Submitted.class);
    assertThat(record(new Ending.Judged(Verdict.PASS)).verdict()).contains(verdict());
  }

  @Test
  void recordsOfOtherRunsArePassedOver() throws Exception {
    script.add(() -> arrives(Topics.RUNS, OTHER, started(OTHER)));
    script.add(() -> arrives(Topics.VERDICTS, RUN, verdict()));
    script.add(() -> arrives(Topics.RUNS, RUN, finished()));

    follow();

    assertThat(record(new Ending.Judged(Verdict.PASS)).runEvents()).containsExactly(finished());
  }

  @Test
  void whatCameWithTheLastWordIsStillHeard() throws Exception {
    FaultEvent healed =
        new FaultEvent(RUN, "f", "proxy-latency", "p", FaultPhase.HEALED, clock.epochMicros(), "");
    script.add(
        () -> {
          arrives(Topics.VERDICTS, RUN, verdict());
          arrives(Topics.RUNS, RUN, finished());
          consumer.updateEndOffsets(Map.of(new TopicPartition(Topics.FAULTS.name(), 0), 2L));
        });
    Ending ending =
        follow(
            () -> {
              arrives(Topics.FAULTS, RUN, healed);
              arrives(Topics.FAULTS, RUN, new FaultProgress(RUN, clock.epochMicros(), true));
            });

    assertThat(record(ending).faultEvents()).containsExactly(healed);
  }

  @Test
  void anAbortedRunEndsWithItsReason() throws Exception {
    script.add(
        () -> {
          String reason = "port 18082 of proxy payments is taken";
          arrives(Topics.RUNS, RUN, new RunEvent.Aborted(RUN, clock.epochMicros(), SOURCE, reason));
        });

    Ending ending = follow();

    assertThat(ending).isEqualTo(new Ending.Unfinished("port 18082 of proxy payments is taken"));
    assertThat(record(ending).unfinished()).contains("port 18082 of proxy payments is taken");
    assertThat(sent()).containsExactly(RunEvent.Submitted.class);
  }

  @Test
  void aRunThatNoServicePicksUpIsGivenUpAfterHalfAMinute() throws Exception {
    script.add(() -> clock.advance(Duration.ofSeconds(29)));
    script.add(() -> clock.advance(Duration.ofSeconds(2)));

    assertThat(follow())
        .isInstanceOfSatisfying(
            Ending.Unfinished.class,
            ending ->
                assertThat(ending.reason())
                    .startsWith("no service picked the run up within 30 s")
                    .endsWith("running against kafka:9092?"));
    assertThat(sent())
        .as("services that come late must not begin it")
        .containsExactly(RunEvent.Submitted.class, RunEvent.AbortRequested.class);
  }

  @Test
  void ofWindowsOnlyBaseWindowsAreKept() throws Exception {
    WindowStats base = SampleRun.window(new Series(RUN, "checkout", "place-order"), 20);
    script.add(
        () -> {
          arrives(Topics.WINDOWS, RUN, base);
          arrives(Topics.WINDOWS, RUN, SampleRun.rolledUp(base));
          arrives(Topics.WINDOWS, RUN, progress());
        });
    script.add(() -> arrives(Topics.VERDICTS, RUN, verdict()));
    script.add(() -> arrives(Topics.RUNS, RUN, finished()));

    RunRecord record = record(follow());

    assertThat(record.windows()).containsExactly(base);
    assertThat(record.progress()).containsExactly(progress());
  }

  @Test
  void aMinuteOfSilenceEndsTheRun() throws Exception {
    script.add(() -> arrives(Topics.RUNS, RUN, started(RUN)));
    script.add(() -> clock.advance(Duration.ofSeconds(50)));
    script.add(() -> arrives(Topics.WINDOWS, RUN, progress()));
    script.add(() -> clock.advance(Duration.ofSeconds(50)));
    script.add(() -> {});
    script.add(() -> clock.advance(Duration.ofSeconds(11)));

    assertThat(follow()).isEqualTo(new Ending.Unfinished("nothing was heard of the run for 60 s"));
    assertThat(sent()).containsExactly(RunEvent.Submitted.class, RunEvent.AbortRequested.class);
  }

  @Test
  void ctrlCAsksForTheEndOnceAndWaitsForTheVerdict() throws Exception {
    script.add(() -> arrives(Topics.RUNS, RUN, started(RUN)));
    script.add(() -> stop.request("Ctrl-C"));
    script.add(() -> clock.advance(Duration.ofSeconds(3)));
    script.add(() -> arrives(Topics.VERDICTS, RUN, verdict()));
    script.add(() -> arrives(Topics.RUNS, RUN, finished()));

    assertThat(follow()).isEqualTo(new Ending.Judged(Verdict.PASS));
    assertThat(sent()).containsExactly(RunEvent.Submitted.class, RunEvent.AbortRequested.class);
  }

  @Test
  void servicesThatDoNotEndARunAreNotWaitedForEndlessly() throws Exception {
    script.add(() -> arrives(Topics.RUNS, RUN, started(RUN)));
    script.add(() -> stop.request("Ctrl-C"));
    script.add(() -> clock.advance(Duration.ofSeconds(16)));

    assertThat(follow())
        .isEqualTo(
            new Ending.Unfinished(
                "the services did not end the run within 15 s of being asked to"));
  }

  @Test
  void aRunThatCannotBeFollowedAnyLongerIsAskedToEnd() {
    script.add(() -> arrives(Topics.RUNS, RUN, started(RUN)));
    script.add(
        () -> {
          throw new KafkaException("not allowed to read any more");
        });

    assertThatExceptionOfType(KafkaException.class).isThrownBy(this::follow);
    assertThat(sent()).containsExactly(RunEvent.Submitted.class, RunEvent.AbortRequested.class);
  }

  @Test
  void aPartThatDiedEndsTheRun() throws Exception {
    script.add(() -> arrives(Topics.RUNS, RUN, started(RUN)));
    script.add(() -> platform.failure = Optional.of("the aggregator died"));

    assertThat(follow()).isEqualTo(new Ending.PartFailed("the aggregator died"));
  }

  private Ending follow() throws Exception {
    return follow(() -> {});
  }

  /** Each step of the script happens before a poll; {@code last} between the end and the drain. */
  private Ending follow(Runnable last) throws Exception {
    for (Topic<?> topic : followed()) {
      consumer.updatePartitions(
          topic.name(),
          List.of(new PartitionInfo(topic.name(), 0, Node.noNode(), new Node[0], new Node[0])));
      consumer.updateEndOffsets(Map.of(new TopicPartition(topic.name(), 0), 0L));
    }
    RunTopics topics = new RunTopics(consumer, RUN, new RunObservers(List.of(log, follower)));
    script.add(last);
    script.forEach(consumer::schedulePollTask);
    return follower.follow(topics, new RunSubmission(producer, RUN, SOURCE, clock));
  }

  private static List<Topic<?>> followed() {
    return List.of(Topics.RUNS, Topics.FAULTS, Topics.WINDOWS, Topics.REGRESSIONS, Topics.VERDICTS);
  }

  private <T> void arrives(Topic<T> topic, RunId run, T value) {
    long offset = offsets.merge(topic.name(), 1L, Long::sum) - 1;
    byte[] bytes = topic.codec().encode(value);
    consumer.addRecord(new ConsumerRecord<>(topic.name(), 0, offset, run.toString(), bytes));
    consumer.updateEndOffsets(Map.of(new TopicPartition(topic.name(), 0), offset + 1));
  }

  private List<Class<?>> sent() {
    return producer.history().stream()
        .map(ProducerRecord::value)
        .<Class<?>>map(Object::getClass)
        .toList();
  }

  private RunRecord record(Ending ending) {
    return log.record(RUN, PLAN, ending);
  }

  private RunEvent started(RunId run) {
    return new RunEvent.Started(run, clock.epochMicros(), SOURCE, clock.epochMicros(), 1);
  }

  private static RunEvent finished() {
    return new RunEvent.Finished(RUN, 1_800_000_060_000_000L, SOURCE, Verdict.PASS);
  }

  private static RunProgress progress() {
    return new RunProgress(
        RUN, 1_800_000_060_000_000L, true, 1, 1, 1, 0, 0, 0, GeneratorHealth.PERFECT);
  }

  private static RunVerdict verdict() {
    return new RunVerdict(
        RUN,
        "shop",
        Verdict.PASS,
        List.of(),
        false,
        1_800_000_000_000_000L,
        1_800_000_060_000_000L,
        progress(),
        List.of(),
        List.of(),
        List.of());
  }

  private static final class FakePlatform implements Platform {

    private Optional<String> failure = Optional.empty();

    @Override
    public KafkaSettings kafka() {
      return KafkaSettings.of("kafka:9092");
    }

    @Override
    public Optional<String> metricsUrl() {
      return Optional.empty();
    }

    @Override
    public Optional<String> failure() {
      return failure;
    }

    @Override
    public void close() {
      // there is nothing behind it
    }
  }
}
