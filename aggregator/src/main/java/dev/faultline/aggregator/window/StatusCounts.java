package dev.faultline.aggregator.window;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How often each protocol status occurred. A handful of statuses are all that most targets ever
 * give, so they are looked for one by one, the latest first. Not thread-safe.
 */
final class StatusCounts {

  private int[] statuses = new int[4];
  private long[] counts = new long[4];
  private int size;
  private int latest;

  /** Counts one more of the status. */
  void add(int status) {
    if (latest < size && statuses[latest] == status) {
      counts[latest]++;
    } else {
      add(status, 1);
    }
  }

  void add(StatusCounts other) {
    for (int i = 0; i < other.size; i++) {
      add(other.statuses[i], other.counts[i]);
    }
  }

  private void add(int status, long count) {
    latest = 0;
    while (latest < size && statuses[latest] != status) {
      latest++;
    }
    if (latest == size) {
      append(status);
    }
    counts[latest] += count;
  }

  private void append(int status) {
    if (size == statuses.length) {
      statuses = Arrays.copyOf(statuses, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    statuses[size++] = status;
  }

  /** The counts by status. */
  SortedMap<Integer, Long> sorted() {
    SortedMap<Integer, Long> sorted = new TreeMap<>();
    for (int i = 0; i < size; i++) {
      sorted.put(statuses[i], counts[i]);
    }
    return sorted;
  }

  /** Equal counts give equal bytes. */
  void writeTo(DataOutput out) throws IOException {
    SortedMap<Integer, Long> sorted = sorted();
    out.writeInt(sorted.size());
    for (var status : sorted.entrySet()) {
      out.writeInt(status.getKey());
      out.writeLong(status.getValue());
    }
  }

  static StatusCounts readFrom(DataInput in) throws IOException {
    StatusCounts read = new StatusCounts();
    for (int left = in.readInt(); left > 0; left--) {
      read.add(in.readInt(), in.readLong());
    }
    return read;
  }
}
