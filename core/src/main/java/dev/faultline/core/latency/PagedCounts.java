package dev.faultline.core.latency;

/**
 * One counter for each slot, in pages that exist once something fell into them. A counter has 31
 * bits; what does not fit is carried to an array that few histograms ever need. Not thread-safe.
 */
final class PagedCounts implements SlotCounts {

  private static final int PAGE_BITS = 6;
  private static final int PAGE_SLOTS = 1 << PAGE_BITS;
  private static final int COUNTER_BITS = 31;

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

  private void addPage(int firstSlot, int[] page, int[] theirs) {
    for (int i = 0; i < PAGE_SLOTS; i++) {
      int sum = page[i] + theirs[i];
      page[i] = sum & Integer.MAX_VALUE;
      if (sum < 0) {
        carry(firstSlot + i, 1);
      }
    }
  }

  @Override
  public SlotCursor cursor() {
    return new Cursor();
  }

  private final class Cursor implements SlotCursor {

    private int page = -1;
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
      return countAt(slot);
    }
  }
}
