package dev.faultline.generator.thread;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.System.Logger.Level;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.util.function.Consumer;

/**
 * What the current thread asks of Linux' scheduler. Nothing here takes a privilege; where a wish
 * cannot be had, nothing happens.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/PR_SET_TIMERSLACK.2const.html">prctl,
 *     PR_SET_TIMERSLACK</a>
 * @see <a href="https://man7.org/linux/man-pages/man2/sched_setattr.2.html">sched_setattr</a>
 */
final class LinuxThread {

  private static final System.Logger LOG = System.getLogger(LinuxThread.class.getName());
  private static final int PR_SET_TIMERSLACK = 29;
  private static final int CURRENT_THREAD = 0;

  /** {@code struct sched_attr}, to the last field that is changed here. */
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

  private static final long NICE = SCHED_ATTR.byteOffset(PathElement.groupElement("nice"));
  private static final long RUNTIME = SCHED_ATTR.byteOffset(PathElement.groupElement("runtime"));

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

  private LinuxThread() {}

  /** By how much its sleeps may end late. */
  static void timerSlack(long nanos) {
    wish(
        "a timer slack of " + nanos + " ns",
        () -> {
          MethodHandle prctl =
              function("prctl", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_LONG));
          return (int) prctl.invokeExact(PR_SET_TIMERSLACK, nanos);
        });
  }

  /** The length of its time slices. */
  static void timeSlice(long nanos) {
    wish(
        "time slices of " + nanos + " ns",
        () -> change(attributes -> attributes.set(JAVA_LONG, RUNTIME, nanos)));
  }

  /** How it stands behind others, 0 to 19; threads that it starts from then on do as well. */
  static void nice(int nice) {
    wish("nice " + nice, () -> change(attributes -> attributes.set(JAVA_INT, NICE, nice)));
  }

  private static void wish(String what, Wish wish) {
    if (!System.getProperty("os.name").equals("Linux")) {
      return;
    }
    try {
      long answer = wish.ask();
      if (answer != 0) {
        LOG.log(Level.DEBUG, "{0}: not granted, {1}", what, answer);
      }
    } catch (Throwable e) {
      LOG.log(Level.DEBUG, what + " cannot be had", e);
    }
  }

  private static long change(Consumer<MemorySegment> change) throws Throwable {
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
      change.accept(attributes);
      return (long) syscall.invokeExact(calls.set(), CURRENT_THREAD, attributes, 0, 0);
    }
  }

  private static MethodHandle function(String name, FunctionDescriptor descriptor) {
    Linker linker = Linker.nativeLinker();
    return linker.downcallHandle(
        linker.defaultLookup().findOrThrow(name), descriptor, Linker.Option.firstVariadicArg(1));
  }
}
