package dev.faultline.aggregator.topology;

import dev.faultline.aggregator.window.RollUp;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Where one run's windows wait for the roll-up that they are part of; by size, series and begin. An
 * entry holds a single window, so that none grows with the number of series.
 */
record PartStore(RunEntries<WindowStats> entries) {

  static final String NAME = "parts";

  static TransitStore<WindowStats> over(KeyValueStore<Bytes, byte[]> written) {
    return new TransitStore<>(written, bytes -> (WindowStats) Topics.WINDOWS.codec().decode(bytes));
  }

  /** Keeps a window, encoded for its topic. */
  void put(WindowStats window, byte[] encoded) {
    entries.put(window.sizeMicros(), place(window), window, encoded);
  }

  /** Removes the roll-up's parts; each is decoded when it is its turn. */
  Iterable<WindowStats> take(RollUp rollUp) {
    List<Supplier<WindowStats>> parts = entries.remove(rollUp.partMicros());
    return () -> parts.stream().map(Supplier::get).iterator();
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
