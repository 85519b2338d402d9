package dev.faultline.core.latency;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * One counter for each slot, in pages that exist once something fell into them. A counter has 31
 * bits; what does not fit is carried to an array that few histograms ever need. Not thread-safe.
 */
final class PagedCounts implements SlotCounts {

  private static final int PAGE_BITS = 6;
  private static final int PAGE_SLOTS = 1 << PAGE_BITS;
  private static final int COUNTER_BITS = 31;
  private static final int MAX_PAGE_BYTES = Long.BYTES + (1 + PAGE_SLOTS) * Varint.MAX_BYTES;
  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final int[][] pages = new int[Slots.COUNT >> PAGE_BITS][];

  /** Of each page, a bit for each slot that holds something: most are empty, even near others. */
  private final long[] held = new long[pages.length];

  private long[] carried;
  private long total;

  /**
   * {@inheritDoc}
   *
   * @throws ArithmeticException when there would be more than {@link Long#MAX_VALUE}
   */
  @Override
  public SlotCounts add(int slot, long times) {
    total = Math.addExact(total, times);
    int[] page = pageOf(slot);
    held[slot >> PAGE_BITS] |= 1L << slot;
    long sum = page[slot & PAGE_SLOTS - 1] + times;
    page[slot & PAGE_SLOTS - 1] = (int) sum & Integer.MAX_VALUE;
    if (sum > Integer.MAX_VALUE) {
      carry(slot, sum >>> COUNTER_BITS);
    }
    return this;
  }

  private int[] pageOf(int slot) {
    int[] page = pages[slot >> PAGE_BITS];
    if (page == null) {
      page = new int[PAGE_SLOTS];
      pages[slot >> PAGE_BITS] = page;
    }
    return page;
  }

  private void carry(int slot, long times) {
    if (carried == null) {
      carried = new long[Slots.COUNT];
    }
    carried[slot] += times;
  }

  @Override
  public long total() {
    return total;
  }

  @Override
  public int slotAt(long rank) {
    long left = rank;
    int slot = 0;
    for (long inPage = sumFrom(slot); left > inPage; inPage = sumFrom(slot)) {
      left -= inPage;
      slot += PAGE_SLOTS;
    }
    for (left -= countAt(slot); left > 0; left -= countAt(slot)) {
      slot++;
    }
    return slot;
  }

  /** Of the page that begins there. */
  private long sumFrom(int slot) {
    int[] page = pages[slot >> PAGE_BITS];
    long sum = 0;
    for (int i = 0; page != null && i < PAGE_SLOTS; i++) {
      sum += page[i];
    }
    for (int i = 0; carried != null && i < PAGE_SLOTS; i++) {
      sum += carried[slot + i] << COUNTER_BITS;
    }
    return sum;
  }

  private long countAt(int slot) {
    int count = pages[slot >> PAGE_BITS][slot & PAGE_SLOTS - 1];
    return carried == null ? count : (carried[slot] << COUNTER_BITS) + count;
  }

  @Override
  public double sum() {
    double sum = 0;
    for (SlotCursor cursor = cursor(); cursor.next(); ) {
      sum += Slots.middle(cursor.slot()) * (double) cursor.count();
    }
    return sum;
  }

  @Override
  public SlotCounts addTo(SlotCounts sum) {
    if (carried == null && sum instanceof PagedCounts paged && paged != this) {
      return paged.addPages(this);
    }
    SlotCounts result = sum;
    for (SlotCursor cursor = cursor(); cursor.next(); ) {
      result = result.add(cursor.slot(), cursor.count());
    }
    return result;
  }

  /** Of one that has carried nothing. */
  private PagedCounts addPages(PagedCounts other) {
    total = Math.addExact(total, other.total);
    for (int i = 0; i < pages.length; i++) {
      held[i] |= other.held[i];
      int[] theirs = other.pages[i];
      if (theirs != null && pages[i] == null) {
        pages[i] = theirs.clone();
      } else if (theirs != null) {
        addPage(i << PAGE_BITS, pages[i], theirs);
      }
    }
    return this;
  }

  /** The sums are made without a look at each, for then many are made at once. */
  private void addPage(int firstSlot, int[] page, int[] theirs) {
    int signs = 0;
    for (int i = 0; i < PAGE_SLOTS; i++) {
      int sum = page[i] + theirs[i];
      page[i] = sum;
      signs |= sum;
    }
    if (signs < 0) {
      carryWhatIsTooMuch(firstSlot, page);
    }
  }

  private void carryWhatIsTooMuch(int firstSlot, int[] page) {
    for (int i = 0; i < PAGE_SLOTS; i++) {
      if (page[i] < 0) {
        page[i] &= Integer.MAX_VALUE;
        carry(firstSlot + i, 1);
      }
    }
  }

  @Override
  public SlotCursor cursor() {
    return new Cursor();
  }

  /**
   * Writes the pages that hold something, in ascending order: the distance to the page before, a
   * bit for each slot that holds something, and the counts of these.
   */
  void writePages(ByteSink out) {
    int before = -1;
    for (int page = 0; page < pages.length; page++) {
      if (held[page] != 0) {
        byte[] bytes = out.room(MAX_PAGE_BYTES);
        int end = Varint.put(bytes, out.size(), page - before);
        BIG_ENDIAN.set(bytes, end, held[page]);
        out.endAt(putCounts(page, bytes, end + Long.BYTES));
        before = page;
      }
    }
  }

  private int putCounts(int page, byte[] bytes, int from) {
    int end = from;
    int[] counters = pages[page];
    for (long left = held[page]; left != 0; left &= left - 1) {
      int inPage = Long.numberOfTrailingZeros(left);
      long count = carried == null ? counters[inPage] : countAt((page << PAGE_BITS) + inPage);
      end = Varint.put(bytes, end, count);
    }
    return end;
  }

  /**
   * Reads what {@link #writePages} wrote, to the end.
   *
   * @param total how many latencies there must be
   * @throws IOException when it is something else
   */
  static PagedCounts readPages(ByteBuffer in, long total) throws IOException {
    PagedCounts read = new PagedCounts();
    int page = -1;
    while (in.hasRemaining()) {
      long distance = Varint.read(in);
      if (distance <= 0 || distance >= read.pages.length - page) {
        throw new IOException("no page of a histogram: " + distance + " after " + page);
      }
      page += (int) distance;
      read.readPage(page, in, total);
    }
    return read;
  }

  private void readPage(int page, ByteBuffer in, long most) throws IOException {
    int[] counters = new int[PAGE_SLOTS];
    pages[page] = counters;
    held[page] = in.getLong();
    for (long left = held[page]; left != 0; left &= left - 1) {
      int inPage = Long.numberOfTrailingZeros(left);
      long count = SparseForm.count(in, most - total);
      total += count;
      counters[inPage] = (int) count & Integer.MAX_VALUE;
      if (count > Integer.MAX_VALUE) {
        carry((page << PAGE_BITS) + inPage, count >>> COUNTER_BITS);
      }
    }
  }

  private final class Cursor implements SlotCursor {

    private int page = -1;
    private int[] counters;
    private long left;
    private int slot;

    @Override
    public boolean next() {
      while (left == 0) {
        if (++page == held.length) {
          page--;
          return false;
        }
        left = held[page];
        counters = pages[page];
      }
      slot = (page << PAGE_BITS) + Long.numberOfTrailingZeros(left);
      left &= left - 1;
      return true;
    }

    @Override
    public int slot() {
      return slot;
    }

    @Override
    public long count() {
      return carried == null ? counters[slot & PAGE_SLOTS - 1] : countAt(slot);
    }
  }
}
