package dev.faultline.generator.driver.amqp;

import dev.faultline.generator.driver.Failure;
import java.util.concurrent.atomic.AtomicBoolean;

/** A message that waits for a connection; somebody may give that up before. Thread-safe. */
final class Waiting {

  private final Publication publication;
  private final AtomicBoolean decided = new AtomicBoolean();

  Waiting(Publication publication) {
    this.publication = publication;
  }

  Publication publication() {
    return publication;
  }

  /** It is its turn; false when nobody wants it any more. */
  boolean begin() {
    return decided.compareAndSet(false, true);
  }

  /** Nobody waits any longer, unless it was its turn already. */
  void giveUp() {
    if (decided.compareAndSet(false, true)) {
      publication.attempt().failed(Failure.NO_CONNECTION);
    }
  }
}
