package dev.faultline.chaos.driver.proxy;

import java.util.List;
import java.util.Set;

/**
 * Bytes that arrived together, and who holds them back.
 *
 * @param arrivedNanos by {@link System#nanoTime}
 */
record Chunk(byte[] bytes, long arrivedNanos, List<Hold> holds) {

  /** One toxic's share in the delay. */
  record Hold(Toxic toxic, long nanos) {}

  /** When it may go on, as far as the toxics that are still there have a say. */
  long releaseNanos(Set<Toxic> present) {
    return arrivedNanos
        + holds.stream()
            .filter(hold -> present.contains(hold.toxic()))
            .mapToLong(Hold::nanos)
            .sum();
  }

  void passed(Set<Toxic> present, long nowNanos) {
    holds.stream()
        .filter(hold -> present.contains(hold.toxic()))
        .forEach(hold -> hold.toxic().passed(nowNanos - arrivedNanos));
  }
}
