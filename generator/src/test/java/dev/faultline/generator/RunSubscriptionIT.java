package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.SharedBroker;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Where a generator begins to read {@code faultline.runs}. */
class RunSubscriptionIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Clock clock = Clock.system();
  private Producer<String, RunEvent> producer;

  @BeforeEach
  void produce() {
    producer = KafkaClients.eventProducer(broker.settings(), Topics.RUNS);
  }

  @AfterEach
  void close() {
    producer.close();
  }

  @Test
  void aRunThatIsSubmittedBeforeTheFirstPollIsNotMissed() throws Exception {
    Clock inAMonth = () -> clock.epochMicros() + TimeUnit.DAYS.toMicros(30);

    try (RunSubscription runs = RunSubscription.open(broker.settings(), inAMonth)) {
      RunEvent submitted = submit();

      assertThat(firstEvents(runs)).containsExactly(submitted);
    }
  }

  @Test
  void runsOfTheLastDaysAreReadAndOlderOnesAreNot() throws Exception {
    RunEvent submitted = submit();
    Clock inADay = () -> clock.epochMicros() + TimeUnit.DAYS.toMicros(1);
    Clock inAMonth = () -> clock.epochMicros() + TimeUnit.DAYS.toMicros(30);

    try (RunSubscription runs = RunSubscription.open(broker.settings(), inADay)) {
      assertThat(firstEvents(runs)).contains(submitted);
    }
    try (RunSubscription runs = RunSubscription.open(broker.settings(), inAMonth)) {
      assertThat(runs.caughtUp()).isTrue();
    }
  }

  private RunEvent submit() throws Exception {
    RunId run = RunId.create(clock, RandomGenerator.of("SplittableRandom"));
    PlanSource plan = new PlanSource("shop.yaml", "name: shop", Map.of());
    RunEvent event = new RunEvent.Submitted(run, clock.epochMicros(), plan);
    producer.send(Topics.RUNS.record(run.toString(), event, event.atMicros())).get();
    return event;
  }

  /** All that is there when the first of it has come. */
  private static List<RunEvent> firstEvents(RunSubscription runs) {
    List<RunEvent> events = new ArrayList<>();
    await()
        .atMost(PATIENCE)
        .until(
            () -> {
              events.addAll(runs.poll());
              return !events.isEmpty() && runs.caughtUp();
            });
    return events;
  }
}
