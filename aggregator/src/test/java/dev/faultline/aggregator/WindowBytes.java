package dev.faultline.aggregator;

import java.util.HexFormat;

/** One record of {@code faultline.windows} as it lies on the topic, compared byte for byte. */
public record WindowBytes(String key, long timestampMillis, String hex) {

  public static WindowBytes of(String key, long timestampMillis, byte[] value) {
    return new WindowBytes(key, timestampMillis, HexFormat.of().formatHex(value));
  }
}
