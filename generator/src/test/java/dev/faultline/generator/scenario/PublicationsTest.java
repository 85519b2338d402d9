package dev.faultline.generator.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.expression.ValueSource;
import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Delivery;
import dev.faultline.core.plan.Observation;
import dev.faultline.core.plan.Target;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.RunId;
import dev.faultline.generator.schedule.HandTurnedLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class PublicationsTest {

  private static final RunId RUN = new RunId(new UUID(1, 2));
  private static final Delivery DELIVERY =
      new Delivery(
          "publish",
          0,
          Duration.ofSeconds(1),
          Optional.empty(),
          new Observation.KafkaTopic(
              new Target.Kafka("bus", "a:1", Optional.empty(), Optional.empty()), "t", null));

  private final HandTurnedLoop loop = new HandTurnedLoop(5_000_000);
  private final List<String> told = new ArrayList<>();
  private final Values values = new ValueSource(1, 1, List.of(), Slice.WHOLE, () -> 0).iteration(0);

  @Test
  void anEventIsKnownByItsIdAndByNoOther() {
    Publications events = events(3, 0);
    String id = publish(events, Outcome.OK);

    events.seen("something else");
    events.seen(id.replace(RUN.toString(), new RunId(new UUID(9, 9)).toString()));
    events.seen(id.replace(".orders.", ".others."));
    events.seen(id.replace(".3.0.0", ".4.0.0"));
    events.seen(id + "x");
    assertThat(told).isEmpty();

    events.seen(id);
    assertThat(told).containsExactly("delivery OK 1");
    assertThat(id).isEqualTo(RUN + ".orders.3.0.0");
  }

  @Test
  void whatAPredecessorHasPublishedIsUnknown() {
    Publications before = events(0, 0);
    Publications after = events(0, 1);
    String old = publish(before, Outcome.OK);
    String own = publish(after, Outcome.OK);

    after.seen(old);
    after.seen(own);
    before.seen(own);

    assertThat(told).containsExactly("stray ERROR unknown 6", "delivery OK 1");
  }

  @Test
  void aPredecessorThatIsGoneLeavesSomethingUnknown() {
    events(0, 1).predecessorGone();

    assertThat(told).containsExactly("delivery ERROR unknown 3");
  }

  @Test
  void withoutAnObserverEverythingIsUnknown() {
    Publications events = events(0, 0);
    publish(events, Outcome.OK);
    events.blinded();
    publish(events, Outcome.OK);
    publish(events, Outcome.ERROR);

    assertThat(told).containsExactly("delivery ERROR unknown 3", "delivery ERROR unknown 3");
  }

  @Test
  void duplicatesAreWaitedForAsLongAsAnEventMayTake() {
    Publications events = events(0, 0);
    String id = publish(events, Outcome.OK);
    events.seen(id);
    long publishedMicros = loop.nowMicros();

    assertThat(events.goesOn(publishedMicros + 1_000_000)).isTrue();
    assertThat(events.goesOn(publishedMicros + 1_000_001)).isFalse();
    events.seen(id);
    events.close();
    events.seen(id);
    assertThat(told).containsExactly("delivery OK 1", "stray CHECK_FAILED duplicated 4");
  }

  private String publish(Publications events, Outcome outcome) {
    long nowMicros = loop.nowMicros();
    StepWatch watch = events.watch("publish");
    watch.begins(values, nowMicros);
    watch.ended(values, new Measurement(nowMicros, nowMicros, outcome, 0, "", 0, 0));
    return values.captured(0);
  }

  private Publications events(int shard, int epoch) {
    return new Publications(
        "orders",
        DELIVERY,
        RUN,
        shard,
        epoch,
        loop,
        (_, step, _, measured) ->
            told.add(
                "%s %s%s %d"
                    .formatted(
                        step,
                        measured.outcome(),
                        measured.error().isEmpty() ? "" : " " + measured.error(),
                        measured.status())));
  }
}
