package dev.faultline.generator.scenario;

import dev.faultline.core.delivery.Deliveries;
import dev.faultline.core.delivery.DeliveryStatus;
import dev.faultline.core.delivery.Ledger;
import dev.faultline.core.delivery.Published;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Delivery;
import dev.faultline.core.plan.Observation;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.schedule.LoopTimer;
import java.util.Optional;

/**
 * The events that a scenario publishes on a shard: gives each an id, hears which are seen, and
 * measures what becomes of them. An id says which run, scenario, shard and generator its event is
 * of, so that each generator knows its own among all that are seen anywhere:
 *
 * <pre>
 * run . scenario . shard . epoch . number
 * </pre>
 *
 * <p>What the generator before has published on the shard is not known here: when such an event is
 * seen, nobody knows whether it was seen before. On the event loop only.
 */
public final class Publications implements AutoCloseable {

  /** Events that may be awaited at once; each takes about a hundred bytes. */
  private static final int MAX_AWAITED = 500_000;

  private final Delivery delivery;
  private final String prefix;
  private final int shard;
  private final int epoch;
  private final LoopTimer timer;
  private final ResultListener results;
  private final String scenario;
  private final Ledger ledger;
  private Observer observer = Observer.NOBODY;
  private long untilMicros;
  private boolean blind;
  private boolean closed;

  /**
   * @param epoch generators that carried the shard before
   * @param results is told what becomes of them
   */
  public Publications(
      String scenario,
      Delivery delivery,
      RunId runId,
      int shard,
      int epoch,
      LoopTimer timer,
      ResultListener results) {
    this.scenario = scenario;
    this.delivery = delivery;
    this.prefix = "%s.%s.".formatted(runId, scenario);
    this.shard = shard;
    this.epoch = epoch;
    this.timer = timer;
    this.results = results;
    this.ledger = new Ledger(Durations.micros(delivery.within()), MAX_AWAITED, new Measured());
  }

  /** Watches for its events, until these are closed; before the first is published. */
  public void observedBy(Observer watching) {
    observer = watching;
  }

  /** Something was observed that may be one of its events. */
  public void seen(String text) {
    Optional<EventId> id = EventId.parse(text, prefix).filter(event -> event.shard() == shard);
    if (id.isEmpty() || closed) {
      return;
    }
    long nowMicros = timer.nowMicros();
    if (id.get().epoch() == epoch) {
      ledger.seen(id.get().number(), nowMicros);
    } else if (id.get().epoch() < epoch) {
      tell(DeliveryStatus.UNKNOWN_SIGHT, nowMicros);
    }
  }

  /** The generator before is gone without a word: what became of its last events is not known. */
  public void predecessorGone() {
    tell(DeliveryStatus.UNKNOWN, timer.nowMicros());
  }

  /** How a step is followed. */
  StepWatch watch(String step) {
    if (step.equals(delivery.of())) {
      return new Publisher();
    }
    return delivery.observation() instanceof Observation.OfStep(String confirms)
            && step.equals(confirms)
        ? new Confirmer()
        : StepWatch.NOBODY;
  }

  /** How long an event has to be waited for, once its publication was begun. */
  long withinMicros() {
    return Durations.micros(delivery.within());
  }

  /**
   * Whether something may still be seen that counts: an event that is waited for, or one for the
   * second time, within the time of the last that was published.
   */
  boolean goesOn(long nowMicros) {
    return ledger.awaited() > 0 || nowMicros <= untilMicros;
  }

  /** All that was to be seen before that time is told. */
  void passTo(long micros) {
    ledger.passTo(micros);
  }

  /** Nobody will wait any longer. */
  void giveUp() {
    untilMicros = 0;
    blinded();
  }

  /** Nothing can be observed any more. */
  public void blinded() {
    blind = true;
    ledger.giveUp(timer.nowMicros());
  }

  /** Nothing is observed any more. */
  @Override
  public void close() {
    closed = true;
    observer.close();
  }

  private long number(Values values) {
    String id = values.captured(delivery.slot());
    return Long.parseLong(id.substring(id.lastIndexOf('.') + 1));
  }

  private void tell(DeliveryStatus status, long nowMicros) {
    measured(status, nowMicros, nowMicros, nowMicros);
  }

  private void measured(
      DeliveryStatus status, long intendedMicros, long begunMicros, long atMicros) {
    results.measured(
        scenario,
        status.step(),
        Math.min(intendedMicros, begunMicros),
        new Measurement(
            begunMicros, atMicros, status.outcome(), status.code(), status.error(), 0, 0));
  }

  /** Follows the step that publishes. */
  private final class Publisher implements StepWatch {

    @Override
    public void begins(Values values, long intendedMicros) {
      long nowMicros = timer.nowMicros();
      Template order = delivery.order().orElse(null);
      long number =
          order == null
              ? ledger.publish(intendedMicros, nowMicros)
              : ledger.publish(order.fill(values), intendedMicros, nowMicros);
      EventId id = new EventId(shard, epoch, number);
      values.capture(delivery.slot(), id.text(prefix));
      if (!(delivery.observation() instanceof Observation.OfStep)) {
        untilMicros = nowMicros + withinMicros(); // steps are waited for anyway
      }
    }

    @Override
    public void ended(Values values, Measurement measurement) {
      if (measurement.outcome().successful()) {
        ledger.acknowledged(number(values), timer.nowMicros());
        if (blind) {
          ledger.giveUp(timer.nowMicros());
        }
      } else {
        ledger.failed(number(values), timer.nowMicros());
      }
    }
  }

  /** Follows the step whose success shows that the event was delivered. */
  private final class Confirmer implements StepWatch {

    @Override
    public void begins(Values values, long intendedMicros) {}

    @Override
    public void ended(Values values, Measurement measurement) {
      if (measurement.outcome().successful() && values.captured(delivery.slot()) != null) {
        ledger.seen(number(values), timer.nowMicros());
      }
    }
  }

  /** Makes results of what the ledger tells. */
  private final class Measured implements Deliveries {

    @Override
    public void delivered(Published event, boolean outOfOrder, long atMicros) {
      tell(outOfOrder ? DeliveryStatus.OUT_OF_ORDER : DeliveryStatus.DELIVERED, event, atMicros);
    }

    @Override
    public void lost(Published event, long atMicros) {
      tell(DeliveryStatus.LOST, event, atMicros);
    }

    @Override
    public void unknown(Published event, long atMicros) {
      tell(DeliveryStatus.UNKNOWN, event, atMicros);
    }

    @Override
    public void duplicated(long number, long atMicros) {
      Publications.this.tell(DeliveryStatus.DUPLICATED, atMicros);
    }

    @Override
    public void late(long number, long atMicros) {
      Publications.this.tell(DeliveryStatus.LATE, atMicros);
    }

    @Override
    public void unknown(long number, long atMicros) {
      Publications.this.tell(DeliveryStatus.UNKNOWN_SIGHT, atMicros);
    }

    private void tell(DeliveryStatus status, Published event, long atMicros) {
      measured(status, event.intendedMicros(), event.begunMicros(), atMicros);
    }
  }
}
