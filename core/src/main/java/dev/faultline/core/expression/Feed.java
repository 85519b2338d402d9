package dev.faultline.core.expression;

import dev.faultline.core.profile.Slice;
import dev.faultline.core.profile.SplitMix;
import java.util.List;

/**
 * Rows of data, of which each iteration has one.
 *
 * @param rows at least one; each with a value for each column
 */
public record Feed(String name, List<String> columns, List<List<String>> rows, Order order) {

  /** Which row an iteration has. */
  public enum Order {
    /** The next one, over all shards; after the last the first again. */
    SEQUENTIAL,
    /** Any, by chance. */
    RANDOM,
    /**
     * The next of those that only the iteration's shard has, so that no two shards ever have the
     * same; after the last the first again.
     */
    UNIQUE
  }

  public Feed {
    columns = List.copyOf(columns);
    rows = rows.stream().map(List::copyOf).toList();
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("data without rows");
    }
  }

  /**
   * @param k the iteration's number in its shard, from 0
   * @param seed of the iteration and this data
   */
  String value(long k, long seed, Slice slice, int column) {
    int size = rows.size();
    long row =
        switch (order) {
          case SEQUENTIAL -> slice.inWhole(k) % size;
          case RANDOM -> Math.floorMod(SplitMix.mix(seed), size);
          case UNIQUE -> slice.inWhole(k % slice.of(size));
        };
    return rows.get((int) row).get(column);
  }
}
