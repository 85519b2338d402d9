package dev.faultline.sample;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * One deployment: OPEN, then PROVISIONING and RUNNING once a provider is chosen, CLOSED in the end.
 * Thread-safe.
 */
final class Deployment {

  static final String RUNNING = "RUNNING";

  private static final Phases OPEN = Phases.begin("OPEN");
  private static final Phases CHOSEN =
      Phases.begin("PROVISIONING").then(Duration.ofMillis(300), RUNNING);
  private static final Phases CLOSED = Phases.begin("CLOSED");

  private static final Duration UNTIL_BIDS = Duration.ofMillis(100);
  private static final Duration UNTIL_SETTLED = Duration.ofMillis(200);

  private final String id;
  private final String image;
  private final LongSupplier nanoTime;
  private Phases phases = OPEN;
  private long sinceNanos;

  Deployment(String id, String image, LongSupplier nanoTime) {
    this.id = id;
    this.image = image;
    this.nanoTime = nanoTime;
    sinceNanos = nanoTime.getAsLong();
  }

  String id() {
    return id;
  }

  String image() {
    return image;
  }

  synchronized String state() {
    return phases.at(age());
  }

  synchronized boolean hasBids() {
    return phases != OPEN || age().compareTo(UNTIL_BIDS) >= 0;
  }

  /**
   * @throws RefusedException when a provider was chosen before, or it is closed
   */
  synchronized void provision() throws RefusedException {
    if (phases != OPEN) {
      throw new RefusedException(409, "%s is %s".formatted(id, state()));
    }
    become(CHOSEN);
  }

  /** Closing what is closed changes nothing. */
  synchronized void close() {
    if (phases != CLOSED) {
      become(CLOSED);
    }
  }

  synchronized boolean isSettled() {
    return phases == CLOSED && age().compareTo(UNTIL_SETTLED) >= 0;
  }

  private void become(Phases next) {
    phases = next;
    sinceNanos = nanoTime.getAsLong();
  }

  private Duration age() {
    return Duration.ofNanos(nanoTime.getAsLong() - sinceNanos);
  }
}
