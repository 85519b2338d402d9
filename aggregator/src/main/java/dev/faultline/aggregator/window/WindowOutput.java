package dev.faultline.aggregator.window;

import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;

/**
 * Where the windows of one run go. What a {@linkplain RollUp#needs roll-up is made of} is also kept
 * until that is due. Used by one thread.
 */
public interface WindowOutput {

  /** Emits the record, and keeps it if it is part of a roll-up. */
  void emit(WindowRecord record);

  /**
   * Removes the parts of the roll-up that are kept, and hands them out by series, those of one
   * series in the order of time. Each may be read only when it is its turn: a window in memory is
   * large.
   */
  Iterable<WindowStats> take(RollUp rollUp);
}
