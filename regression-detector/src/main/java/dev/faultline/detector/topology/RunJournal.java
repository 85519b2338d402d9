package dev.faultline.detector.topology;

import dev.faultline.core.run.RunId;
import dev.faultline.detector.topology.Input.Source;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One run's part of the store: the records that were read of it, in the order in which they were
 * read. Reading them again gives the same analysis, so no state of the analysis itself is stored.
 *
 * <pre>
 * key   = run id (16 bytes) + position (8 bytes)
 * value = tag of the source (1 byte) + the record's value as it was on the topic
 * </pre>
 */
record RunJournal(KeyValueStore<Bytes, byte[]> store, RunId runId) {

  static final String NAME = "journal";

  private static final int RUN_ID_BYTES = 2 * Long.BYTES;

  /** The runs that the store knows. */
  static Set<RunId> runs(KeyValueStore<Bytes, byte[]> store) {
    Set<RunId> runs = new LinkedHashSet<>();
    try (KeyValueIterator<Bytes, byte[]> entries = store.all()) {
      while (entries.hasNext()) {
        ByteBuffer key = ByteBuffer.wrap(entries.next().key.get());
        runs.add(new RunId(new UUID(key.getLong(), key.getLong())));
      }
    }
    return runs;
  }

  void append(long position, Source source, byte[] value) {
    ByteBuffer entry = ByteBuffer.allocate(1 + value.length);
    entry.put(source.tag()).put(value);
    store.put(key(position), entry.array());
  }

  /** Hands out all records in their order. */
  void replay(Consumer<Input> reader) {
    try (KeyValueIterator<Bytes, byte[]> entries = all()) {
      while (entries.hasNext()) {
        byte[] entry = entries.next().value;
        byte[] value = new byte[entry.length - 1];
        System.arraycopy(entry, 1, value, 0, value.length);
        reader.accept(Source.ofTag(entry[0]).decode(value));
      }
    }
  }

  /** Forgets the run. */
  void clear() {
    List<Bytes> keys = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> entries = all()) {
      entries.forEachRemaining(entry -> keys.add(entry.key));
    }
    keys.forEach(store::delete);
  }

  private KeyValueIterator<Bytes, byte[]> all() {
    return store.range(key(0), key(Long.MAX_VALUE));
  }

  private Bytes key(long position) {
    return Bytes.wrap(
        ByteBuffer.allocate(RUN_ID_BYTES + Long.BYTES)
            .putLong(runId.value().getMostSignificantBits())
            .putLong(runId.value().getLeastSignificantBits())
            .putLong(position)
            .array());
  }
}
