package dev.faultline.core.expression;

import dev.faultline.core.secret.Secret;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A value that is made up, anew each time that it is asked for. */
sealed interface Made extends Expression {

  /** A random UUID, version 4. */
  record Uuid() implements Made {

    @Override
    public String value(Values values) {
      long high = values.randomBits() & ~0xF000L | 0x4000L;
      long low = values.randomBits() & ~(3L << 62) | 2L << 62;
      return new UUID(high, low).toString();
    }
  }

  /** The number of the iteration, from 1; no two of a run have the same. */
  record Sequence() implements Made {

    @Override
    public String value(Values values) {
      return Long.toString(values.numberInRun() + 1);
    }
  }

  /** Now, in milliseconds since 1970. */
  record Milliseconds() implements Made {

    @Override
    public String value(Values values) {
      return Long.toString(TimeUnit.MICROSECONDS.toMillis(values.epochMicros()));
    }
  }

  /** Now, as ISO 8601 in UTC with milliseconds. */
  record IsoTime() implements Made {

    @Override
    public String value(Values values) {
      Instant now = Instant.EPOCH.plus(values.epochMicros(), ChronoUnit.MICROS);
      String whole = now.truncatedTo(ChronoUnit.SECONDS).toString();
      long millis = Math.floorMod(now.toEpochMilli(), 1000L);
      return whole.replace("Z", ".%03dZ".formatted(millis));
    }
  }

  /**
   * A whole number by chance.
   *
   * @param most not below the least
   */
  record Between(long least, long most) implements Made {

    @Override
    public String value(Values values) {
      long among = most - least + 1;
      return Long.toString(least + Math.floorMod(values.randomBits(), among));
    }
  }

  /** Random bytes, written as text. */
  record Bytes(int size, boolean hex) implements Made {

    @Override
    public String value(Values values) {
      byte[] bytes = new byte[size];
      for (int i = 0; i < size; i += Long.BYTES) {
        long bits = values.randomBits();
        for (int j = i; j < Math.min(size, i + Long.BYTES); j++) {
          bytes[j] = (byte) bits;
          bits >>>= Byte.SIZE;
        }
      }
      return hex ? HexFormat.of().formatHex(bytes) : Base64.getEncoder().encodeToString(bytes);
    }
  }

  /** One of several texts by chance. */
  record Pick(List<Choice> choices) implements Made {

    /**
     * @param upTo the weights up to and with its own, as a share of all
     */
    record Choice(Expression text, double upTo) {}

    @Override
    public String value(Values values) {
      double chance = values.chance();
      for (Choice choice : choices) {
        if (chance <= choice.upTo()) {
          return choice.text().value(values);
        }
      }
      return choices.getLast().text().value(values); // the shares add up to a hair below 1
    }

    @Override
    public boolean known(Values values) {
      return choices.stream().allMatch(choice -> choice.text().known(values));
    }

    @Override
    public Stream<Secret> secrets() {
      return choices.stream().flatMap(choice -> choice.text().secrets());
    }
  }
}
