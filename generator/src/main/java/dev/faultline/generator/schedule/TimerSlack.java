package dev.faultline.generator.schedule;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.System.Logger.Level;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;

/**
 * Linux wakes a sleeping thread up to 50 µs late, to wake several at once. A thread that sends
 * requests on time asks it not to.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/PR_SET_TIMERSLACK.2const.html">prctl,
 *     PR_SET_TIMERSLACK</a>
 */
final class TimerSlack {

  private static final System.Logger LOG = System.getLogger(TimerSlack.class.getName());
  private static final int PR_SET_TIMERSLACK = 29;
  private static final long LEAST_NANOS = 1;

  private TimerSlack() {}

  /** For the current thread; where that cannot be, nothing happens. */
  static void least() {
    if (!System.getProperty("os.name").equals("Linux")) {
      return;
    }
    try {
      Linker linker = Linker.nativeLinker();
      MethodHandle prctl =
          linker.downcallHandle(
              linker.defaultLookup().findOrThrow("prctl"),
              FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG),
              Linker.Option.firstVariadicArg(1));
      int answer = (int) prctl.invokeExact(PR_SET_TIMERSLACK, LEAST_NANOS);
      if (answer != 0) {
        LOG.log(Level.DEBUG, "The timer slack stays as it is");
      }
    } catch (Throwable e) {
      LOG.log(Level.DEBUG, "The timer slack stays as it is", e);
    }
  }
}
