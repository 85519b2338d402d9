package dev.faultline.generator.thread;

/**
 * A thread that runs as soon as it has something to do, for it sends requests on time:
 *
 * <ul>
 *   <li>with a timer slack of a nanosecond: by default a sleep may end 50 µs late, to wake several
 *       threads at once;
 *   <li>with time slices of 0.1 ms, the shortest there are: a thread that wakes with a shorter
 *       slice than the running one has takes its processor at once (from Linux 6.12 on), and
 *       otherwise waits for the end of that slice, of 3 ms. It gets no more time for it than others
 *       do.
 * </ul>
 *
 * <p>Where one of them cannot be had, nothing happens.
 */
public final class PromptThread {

  private static final long SLACK_NANOS = 1;
  private static final long SLICE_NANOS = 100_000;

  private PromptThread() {}

  /** Makes the current thread one. */
  public static void become() {
    LinuxThread.timerSlack(SLACK_NANOS);
    LinuxThread.timeSlice(SLICE_NANOS);
  }
}
