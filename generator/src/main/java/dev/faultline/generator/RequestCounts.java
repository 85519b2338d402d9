package dev.faultline.generator;

import dev.faultline.core.result.Outcome;
import java.util.concurrent.atomic.AtomicLongArray;

/** Requests that ended on one event loop, which alone counts; to be read from any thread. */
final class RequestCounts {

  private final AtomicLongArray counts = new AtomicLongArray(Outcome.values().length);

  /** One more; on the loop. */
  @SuppressWarnings("EnumOrdinal") // an array, for this is done for every request
  void ended(Outcome outcome) {
    int slot = outcome.ordinal();
    counts.setOpaque(slot, counts.getPlain(slot) + 1);
  }

  @SuppressWarnings("EnumOrdinal")
  long of(Outcome outcome) {
    return counts.getOpaque(outcome.ordinal());
  }
}
