package dev.faultline.aggregator.topology;

import dev.faultline.core.run.RunId;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * One run's part of a store.
 *
 * <pre>
 * key = run id (16 bytes) + a number that is not negative (8) + a rest that is not empty
 * </pre>
 */
record RunEntries(KeyValueStore<Bytes, byte[]> store, RunId runId) {

  private static final int PREFIX_BYTES = 3 * Long.BYTES;

  /** Greater than every number of a key, for keys are compared as unsigned. */
  private static final long BEYOND = -1;

  void put(long number, byte[] rest, byte[] value) {
    store.put(key(number, rest), value);
  }

  /** Removes and returns the values with this number, in the order of their keys. */
  List<byte[]> remove(long number) {
    return remove(number, number + 1);
  }

  /** Forgets all of the run. */
  void clear() {
    remove(0, BEYOND);
  }

  private List<byte[]> remove(long first, long end) {
    List<KeyValue<Bytes, byte[]>> found = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> range =
        store.range(key(first, new byte[0]), key(end, new byte[0]))) {
      range.forEachRemaining(found::add);
    }
    found.forEach(entry -> store.delete(entry.key));
    return found.stream().map(entry -> entry.value).toList();
  }

  private Bytes key(long number, byte[] rest) {
    return Bytes.wrap(
        ByteBuffer.allocate(PREFIX_BYTES + rest.length)
            .putLong(runId.value().getMostSignificantBits())
            .putLong(runId.value().getLeastSignificantBits())
            .putLong(number)
            .put(rest)
            .array());
  }
}
