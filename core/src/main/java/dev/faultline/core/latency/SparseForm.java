package dev.faultline.core.latency;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * How many latencies there are, then what they are, all as {@link Varint}, after the length of it
 * in bytes. Not compressed, for what is written often and read once.
 *
 * <p>Few latencies: the slots that hold some, in ascending order, each as the distance to the slot
 * before and the count. Many: the {@linkplain PagedCounts#writePages pages} that hold some.
 */
final class SparseForm {

  private static final int MAX_BYTES = (Slots.COUNT + 1) * 12;

  private SparseForm() {}

  static void write(DataOutput out, SlotCounts counts) throws IOException {
    ByteSink sink = new ByteSink(0);
    Varint.write(sink, counts.total());
    switch (counts) {
      case FewLatencies few -> writeSlots(sink, few);
      case PagedCounts paged -> paged.writePages(sink);
    }
    out.writeInt(sink.size());
    out.write(sink.array(), 0, sink.size());
  }

  private static void writeSlots(ByteSink sink, FewLatencies counts) {
    int before = -1;
    for (SlotCursor cursor = counts.cursor(); cursor.next(); before = cursor.slot()) {
      Varint.write(sink, cursor.slot() - before);
      Varint.write(sink, cursor.count());
    }
  }

  /**
   * Reads what {@link #write} wrote.
   *
   * @throws IOException when it is something else
   */
  static SlotCounts read(DataInput in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_BYTES) {
      throw new IOException("no histogram has " + length + " bytes");
    }
    byte[] bytes = new byte[length];
    in.readFully(bytes);
    try {
      return read(ByteBuffer.wrap(bytes));
    } catch (BufferUnderflowException e) {
      throw new IOException("the last count of a histogram is cut", e);
    }
  }

  private static SlotCounts read(ByteBuffer in) throws IOException {
    long total = Varint.read(in);
    SlotCounts counts =
        total > FewLatencies.LIMIT ? PagedCounts.readPages(in, total) : readSlots(in, total);
    if (counts.total() != total) {
      throw new IOException("a histogram of %d latencies, not %d".formatted(counts.total(), total));
    }
    return counts;
  }

  private static SlotCounts readSlots(ByteBuffer in, long total) throws IOException {
    SlotCounts counts = new FewLatencies();
    int slot = -1;
    while (in.hasRemaining()) {
      long distance = Varint.read(in);
      if (distance <= 0 || distance >= Slots.COUNT - slot) {
        throw new IOException("no slot of a histogram: " + distance + " after " + slot);
      }
      slot += (int) distance;
      counts = counts.add(slot, count(in, total - counts.total()));
    }
    return counts;
  }

  /**
   * Reads a count.
   *
   * @param left at most how many latencies there are
   */
  static long count(ByteBuffer in, long left) throws IOException {
    long count = Varint.read(in);
    if (count <= 0 || count > left) {
      throw new IOException("no count of a histogram: " + count);
    }
    return count;
  }
}
