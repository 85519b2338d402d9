package dev.faultline.aggregator;

import dev.faultline.schemas.Topics;
import java.util.HexFormat;

/** One record of {@code faultline.windows} as it lies on the topic, compared byte for byte. */
public record WindowBytes(String key, long timestampMillis, String hex) {

  public static WindowBytes of(String key, long timestampMillis, byte[] value) {
    return new WindowBytes(key, timestampMillis, HexFormat.of().formatHex(value));
  }

  /** For the message of a failure. */
  @Override
  public String toString() {
    return "%s@%d: %s = %s"
        .formatted(
            key, timestampMillis, Topics.WINDOWS.codec().decode(HexFormat.of().parseHex(hex)), hex);
  }
}
