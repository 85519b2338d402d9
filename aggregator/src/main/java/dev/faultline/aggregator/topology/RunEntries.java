package dev.faultline.aggregator.topology;

import dev.faultline.core.run.RunId;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Bytes;

/**
 * One run's part of a store.
 *
 * <pre>
 * key = run id (16 bytes) + a number that is not negative (8) + a rest that is not empty
 * </pre>
 */
record RunEntries<V>(TransitStore<V> store, RunId runId) {

  private static final int PREFIX_BYTES = 3 * Long.BYTES;

  /** Greater than every number of a key, for keys are compared as unsigned. */
  private static final long BEYOND = -1;

  void put(long number, byte[] rest, V value, byte[] encoded) {
    store.put(key(number, rest), value, encoded);
  }

  /** Removes and returns the values with this number, in the order of their keys. */
  List<Supplier<V>> remove(long number) {
    return remove(number, number + 1);
  }

  /** Forgets all of the run. */
  void clear() {
    List<Supplier<V>> _ = remove(0, BEYOND);
  }

  private List<Supplier<V>> remove(long first, long end) {
    return store.remove(key(first, new byte[0]), key(end, new byte[0]));
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
