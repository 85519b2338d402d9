package dev.faultline.core.latency;

import java.util.Arrays;

/** One entry for each latency, in the order of arrival: two bytes each. Not thread-safe. */
final class FewLatencies implements SlotCounts {

  /** Two kilobytes; pages of counts are ten times that as soon as they hold this many. */
  static final int LIMIT = 1024;

  private static final char[] NONE = {};
  private static final int FIRST_CAPACITY = 8;
  private static final int WORTH_DISTRIBUTING = 64;

  private char[] slots = NONE;
  private int size;

  @Override
  public SlotCounts add(int slot, long times) {
    if (times > LIMIT - size) {
      return addTo(new PagedCounts()).add(slot, times);
    }
    int end = size + (int) times;
    if (end > slots.length) {
      grow(end);
    }
    while (size < end) {
      slots[size++] = (char) slot;
    }
    return this;
  }

  private void grow(int needed) {
    int doubled = Math.max(FIRST_CAPACITY, 2 * slots.length);
    slots = Arrays.copyOf(slots, Math.min(LIMIT, Math.max(needed, doubled)));
  }

  @Override
  public long total() {
    return size;
  }

  @Override
  public int slotAt(long rank) {
    if (rank == 1 || rank == size) {
      return extreme(rank == 1);
    }
    return sorted()[(int) rank - 1];
  }

  private char extreme(boolean smallest) {
    char found = slots[0];
    for (int i = 1; i < size; i++) {
      if (slots[i] < found == smallest) {
        found = slots[i];
      }
    }
    return found;
  }

  /** No sum of so few is rounded, so it is the same in any order. */
  @Override
  public double sum() {
    long sum = 0;
    for (int i = 0; i < size; i++) {
      sum += Slots.middle(slots[i]);
    }
    return sum;
  }

  @Override
  public SlotCounts addTo(SlotCounts sum) {
    SlotCounts result = sum;
    int end = size; // it may be the sum itself
    for (int i = 0; i < end; i++) {
      result = result.add(slots[i], 1);
    }
    return result;
  }

  @Override
  public SlotCursor cursor() {
    return new Cursor(sorted());
  }

  /** A copy: whoever only reads changes nothing. */
  private char[] sorted() {
    char[] copy = Arrays.copyOf(slots, size);
    if (size < WORTH_DISTRIBUTING) {
      Arrays.sort(copy);
      return copy;
    }
    return distributed(distributed(copy, 0), Byte.SIZE);
  }

  /** In the order of eight of the bits, otherwise in the order of before. */
  private static char[] distributed(char[] values, int shift) {
    int[] places = new int[(1 << Byte.SIZE) + 1];
    for (char value : values) {
      places[(value >> shift & 0xFF) + 1]++;
    }
    for (int i = 1; i < places.length; i++) {
      places[i] += places[i - 1];
    }
    char[] ordered = new char[values.length];
    for (char value : values) {
      ordered[places[value >> shift & 0xFF]++] = value;
    }
    return ordered;
  }

  private static final class Cursor implements SlotCursor {

    private final char[] sorted;
    private int first;
    private int end;

    Cursor(char[] sorted) {
      this.sorted = sorted;
    }

    @Override
    public boolean next() {
      first = end;
      while (end < sorted.length && sorted[end] == sorted[first]) {
        end++;
      }
      return first < end;
    }

    @Override
    public int slot() {
      return sorted[first];
    }

    @Override
    public long count() {
      return end - first;
    }
  }
}
