package dev.faultline.aggregator.topology;

import dev.faultline.aggregator.window.RollUp;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Where one run's windows wait for the roll-up that they are part of, as the bytes that went to the
 * topic; by size, series and begin. An entry holds a single window, so that none grows with the
 * number of series.
 */
record PartStore(RunEntries entries) {

  static final String NAME = "parts";

  /** Keeps a window, encoded for its topic. */
  void put(WindowStats window, byte[] encoded) {
    entries.put(window.sizeMicros(), place(window), encoded);
  }

  /** Removes the roll-up's parts; each is decoded when it is its turn. */
  Iterable<WindowStats> take(RollUp rollUp) {
    List<byte[]> parts = entries.remove(rollUp.partMicros());
    return () ->
        parts.stream().map(each -> (WindowStats) Topics.WINDOWS.codec().decode(each)).iterator();
  }

  /**
   * The bytes of big-endian UTF-16 have the order of {@link Series}, if a name that another one
   * begins with comes first: that is what the zeros are for.
   */
  private static byte[] place(WindowStats window) {
    byte[] names =
        "%s\0%s\0"
            .formatted(window.series().scenario(), window.series().step())
            .getBytes(StandardCharsets.UTF_16BE);
    return ByteBuffer.allocate(names.length + Long.BYTES)
        .put(names)
        .putLong(window.startMicros())
        .array();
  }
}
