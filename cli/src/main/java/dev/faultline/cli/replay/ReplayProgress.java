package dev.faultline.cli.replay;

import java.io.PrintWriter;

/**
 * How far a replay is: a bar that moves on a terminal, nothing elsewhere.
 *
 * <pre>
 * [############------------------]  41 %
 * </pre>
 */
final class ReplayProgress {

  private static final int WIDTH = 30;

  private final PrintWriter out;
  private final boolean terminal;
  private final long expected;
  private int shown = -1;

  /**
   * @param expected how many window records the replay is to make
   */
  ReplayProgress(PrintWriter out, boolean terminal, long expected) {
    this.out = out;
    this.terminal = terminal;
    this.expected = expected;
  }

  /** So many window records are made. */
  void reached(long windows) {
    int percent = expected == 0 ? 0 : (int) Math.min(100, 100 * windows / expected);
    if (terminal && percent > shown) {
      shown = percent;
      int full = WIDTH * percent / 100;
      out.print("\r[%s%s] %3d %%".formatted("#".repeat(full), "-".repeat(WIDTH - full), percent));
      out.flush();
    }
  }

  /** The line is for others again. */
  void end() {
    if (terminal && shown >= 0) {
      out.print("\r" + " ".repeat(WIDTH + 8) + "\r");
      out.flush();
    }
  }
}
