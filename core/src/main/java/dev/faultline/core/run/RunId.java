package dev.faultline.core.run;

import dev.faultline.core.time.Clock;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Identity of one run: a UUIDv7, so that ids sort by the time they were made.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9562#name-uuid-version-7">RFC 9562, section
 *     5.7</a>
 */
public record RunId(UUID value) implements Comparable<RunId> {

  private static final long VERSION_7 = 0x7000L;
  private static final long VARIANT = 0x8000_0000_0000_0000L;

  /** A new id whose leading 48 bits are the clock's milliseconds. */
  public static RunId create(Clock clock, RandomGenerator random) {
    long millis = Math.floorDiv(clock.epochMicros(), 1000L);
    long high = (millis << 16) | VERSION_7 | (random.nextLong() & 0x0FFFL);
    long low = VARIANT | (random.nextLong() >>> 2);
    return new RunId(new UUID(high, low));
  }

  /**
   * Reads the canonical text form.
   *
   * @throws IllegalArgumentException when the text is no UUID
   */
  public static RunId parse(String text) {
    return new RunId(UUID.fromString(text));
  }

  @Override
  public int compareTo(RunId other) {
    int high =
        Long.compareUnsigned(value.getMostSignificantBits(), other.value.getMostSignificantBits());
    return high != 0
        ? high
        : Long.compareUnsigned(
            value.getLeastSignificantBits(), other.value.getLeastSignificantBits());
  }

  @Override
  public String toString() {
    return value.toString();
  }
}
