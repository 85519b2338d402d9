package dev.faultline.generator.schedule;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * Asks Linux to let a thread run as soon as it has something to do, for a thread that sends
 * requests on time:
 *
 * <ul>
 *   <li>a timer slack of a nanosecond: by default a sleep may end 50 µs late, to wake several
 *       threads at once;
 *   <li>time slices of 0.1 ms, the shortest there are: a thread that wakes with a shorter slice
 *       than the running one has takes its processor at once (from Linux 6.12 on), and otherwise
 *       waits for the end of that slice, of 3 ms. It gets no more time for it than others do.
 * </ul>
 *
 * <p>Neither takes a privilege. Where one of them cannot be had, nothing happens.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/PR_SET_TIMERSLACK.2const.html">prctl,
 *     PR_SET_TIMERSLACK</a>
 * @see <a href="https://man7.org/linux/man-pages/man2/sched_setattr.2.html">sched_setattr</a>
 */
public final class PromptThread {

  private static final System.Logger LOG = System.getLogger(PromptThread.class.getName());
  private static final int PR_SET_TIMERSLACK = 29;
  private static final long SLACK_NANOS = 1;
  private static final long SLICE_NANOS = 100_000;
  private static final int CURRENT_THREAD = 0;

  /** {@code struct sched_attr}, of which only the last field read here is changed. */
  private static final MemoryLayout SCHED_ATTR =
      MemoryLayout.structLayout(
          JAVA_INT.withName("size"),
          JAVA_INT.withName("policy"),
          JAVA_LONG.withName("flags"),
          JAVA_INT.withName("nice"),
          JAVA_INT.withName("priority"),
          JAVA_LONG.withName("runtime"),
          JAVA_LONG.withName("deadline"),
          JAVA_LONG.withName("period"));

  private static final long RUNTIME =
      SCHED_ATTR.byteOffset(MemoryLayout.PathElement.groupElement("runtime"));

  /** Numbers of system calls, which differ from one architecture to the next. */
  private record SchedCalls(long set, long get) {

    static SchedCalls ofThisMachine() {
      return switch (System.getProperty("os.arch")) {
        case "amd64" -> new SchedCalls(314, 315);
        case "aarch64", "riscv64" -> new SchedCalls(274, 275);
        default -> throw new UnsupportedOperationException(System.getProperty("os.arch"));
      };
    }
  }

  private interface Wish {
    /** What the system answers, 0 when it grants it. */
    long ask() throws Throwable;
  }

  private PromptThread() {}

  /** Makes the current thread one. */
  public static void become() {
    if (System.getProperty("os.name").equals("Linux")) {
      wish("a shorter timer slack", PromptThread::shortenSlack);
      wish("shorter time slices", PromptThread::shortenSlices);
    }
  }

  private static void wish(String what, Wish wish) {
    try {
      long answer = wish.ask();
      if (answer != 0) {
        LOG.log(Level.DEBUG, "{0} was not granted: {1}", what, answer);
      }
    } catch (Throwable e) {
      LOG.log(Level.DEBUG, what + " cannot be had", e);
    }
  }

  private static long shortenSlack() throws Throwable {
    MethodHandle prctl = function("prctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
    return (int) prctl.invokeExact(PR_SET_TIMERSLACK, SLACK_NANOS);
  }

  private static long shortenSlices() throws Throwable {
    SchedCalls calls = SchedCalls.ofThisMachine();
    MethodHandle syscall =
        function(
            "syscall",
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT));
    int size = Math.toIntExact(SCHED_ATTR.byteSize());
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment attributes = arena.allocate(SCHED_ATTR);
      long answer = (long) syscall.invokeExact(calls.get(), CURRENT_THREAD, attributes, size, 0);
      if (answer != 0) {
        return answer;
      }
      attributes.set(ValueLayout.JAVA_LONG, RUNTIME, SLICE_NANOS);
      return (long) syscall.invokeExact(calls.set(), CURRENT_THREAD, attributes, 0, 0);
    }
  }

  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), descriptor, Linker.Option.firstVariadicArg(1));
  }
}
