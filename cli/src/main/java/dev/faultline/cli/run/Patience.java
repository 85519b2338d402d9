package dev.faultline.cli.run;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.time.Durations;
import java.time.Duration;
import java.util.Optional;

/**
 * How long the follower of a run waits for what, and what it says when that is over. Times are
 * microseconds since the epoch. Not thread-safe.
 */
final class Patience {

  private static final Duration PICK_UP = Duration.ofSeconds(30);
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final Duration ABORT_MARGIN = Duration.ofSeconds(15);

  /** How long a driver may try to heal a fault. */
  private static final Duration HEALING = Duration.ofSeconds(30);

  private final String kafka;
  private final Duration pickUp;
  private final Duration silence;
  private final Duration abort;
  private final long submittedMicros;
  private long heardMicros;
  private boolean pickedUp;
  private Optional<Long> abortRequestedMicros = Optional.empty();

  /**
   * Begins to wait.
   *
   * @param kafka the address to name when nobody answers there
   */
  Patience(Plan plan, String kafka, long submittedMicros) {
    this.kafka = kafka;
    // Nothing is told while a run is set up.
    this.pickUp = PICK_UP.plus(plan.longestSetUp());
    this.silence = SILENCE.plus(plan.longestSetUp());
    this.abort = plan.longestEnd().plus(plan.needsInjector() ? HEALING : ABORT_MARGIN);
    this.submittedMicros = submittedMicros;
    this.heardMicros = submittedMicros;
  }

  /** Something of the run was heard. */
  void heard(long atMicros) {
    heardMicros = atMicros;
  }

  /** A service works on the run. */
  void pickedUp() {
    pickedUp = true;
  }

  /** The services were asked to end the run. */
  void abortRequested(long atMicros) {
    abortRequestedMicros = Optional.of(atMicros);
  }

  boolean isAbortRequested() {
    return abortRequestedMicros.isPresent();
  }

  /** Why waiting any longer makes no sense; empty while it does. */
  Optional<String> lost(long nowMicros) {
    if (isAbortRequested() && isOver(abort, abortRequestedMicros.get(), nowMicros)) {
      return Optional.of(
          "the services did not end the run within %d s of being asked to"
              .formatted(abort.toSeconds()));
    }
    if (!pickedUp && isOver(pickUp, submittedMicros, nowMicros)) {
      return Optional.of(
          "no service picked the run up within %d s: are generator, chaos-injector, "
                  .formatted(pickUp.toSeconds())
              + "aggregator and regression-detector running against %s?".formatted(kafka));
    }
    if (isOver(silence, heardMicros, nowMicros)) {
      return Optional.of("nothing was heard of the run for %d s".formatted(silence.toSeconds()));
    }
    return Optional.empty();
  }

  private static boolean isOver(Duration patience, long sinceMicros, long nowMicros) {
    return nowMicros - sinceMicros > Durations.micros(patience);
  }
}
