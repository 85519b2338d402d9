package dev.faultline.aggregator;

import java.util.Arrays;
import java.util.HexFormat;

/** One record of {@code faultline.windows} as it lies on the topic, compared byte for byte. */
public record WindowBytes(String key, long timestampMillis, byte[] value) {

  @Override
  public boolean equals(Object other) {
    return other instanceof WindowBytes that
        && key.equals(that.key)
        && timestampMillis == that.timestampMillis
        && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return key.hashCode() + 31 * Arrays.hashCode(value);
  }

  @Override
  public String toString() {
    return key + "@" + timestampMillis + " " + HexFormat.of().formatHex(value);
  }
}
