package dev.faultline.core.latency;

/**
 * How many latencies fell into each slot. There are two forms, and the number of latencies alone
 * decides which: equal contents have the same form, however they came about.
 */
sealed interface SlotCounts permits FewLatencies, PagedCounts {

  /**
   * Adds latencies of one slot.
   *
   * @param times at least 1
   * @return the form to go on with; this one is used up when it is another
   */
  SlotCounts add(int slot, long times);

  /** How many latencies it holds. */
  long total();

  /** Walks the slots as they are now. */
  SlotCursor cursor();

  /**
   * The slot of the latency that has this place among all, in ascending order.
   *
   * @param rank 1 to {@link #total()}
   */
  int slotAt(long rank);

  /** The sum of the latencies in microseconds, each as the {@link Slots#middle} of its slot. */
  double sum();

  /**
   * Adds all of it to another one.
   *
   * @return the form in which the other one goes on
   */
  SlotCounts addTo(SlotCounts sum);

  /** Whether both hold the same. */
  default boolean sameAs(SlotCounts other) {
    if (total() != other.total()) {
      return false;
    }
    SlotCursor mine = cursor();
    SlotCursor others = other.cursor();
    while (mine.next()) {
      if (!others.next() || mine.slot() != others.slot() || mine.count() != others.count()) {
        return false;
      }
    }
    return true;
  }
}
