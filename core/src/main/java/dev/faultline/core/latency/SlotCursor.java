package dev.faultline.core.latency;

/** Stands before the first of the slots that hold something and walks them in ascending order. */
interface SlotCursor {

  /** Goes to the next slot that holds something; false when there is none. */
  boolean next();

  /** The slot it stands on. */
  int slot();

  /** How many latencies that slot holds, at least 1. */
  long count();
}
