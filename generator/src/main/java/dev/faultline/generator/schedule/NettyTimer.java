package dev.faultline.generator.schedule;

import dev.faultline.core.time.Clock;
import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The timer of a Netty event loop.
 *
 * <p>The kernel wakes a sleeping thread a little late, so the loop may sleep to a margin before the
 * due time only, see {@link Idle}, and poll from there. It polls by scheduling itself a nanosecond
 * ahead: a task that resubmits itself with {@code execute} would keep the loop from ever looking at
 * its sockets.
 */
final class NettyTimer implements LoopTimer {

  private static final long ONE_POLL_NANOS = 1;

  private final EventLoop loop;
  private final Clock clock;
  private final long marginMicros;
  private final Consumer<Throwable> onDefect;

  /**
   * @param marginMicros how long before a time it no longer sleeps
   * @param onDefect told when a task throws; Netty itself would keep it in a future that nobody
   *     looks at
   */
  NettyTimer(EventLoop loop, Clock clock, long marginMicros, Consumer<Throwable> onDefect) {
    this.loop = loop;
    this.clock = clock;
    this.marginMicros = marginMicros;
    this.onDefect = onDefect;
  }

  @Override
  public long nowMicros() {
    return clock.epochMicros();
  }

  @Override
  public void at(long micros, Runnable task) {
    long sleepMicros = micros - nowMicros() - marginMicros;
    long nanos = sleepMicros > 0 ? TimeUnit.MICROSECONDS.toNanos(sleepMicros) : ONE_POLL_NANOS;
    Runnable wake = () -> runWhenDue(micros, task);
    Future<?> _ = loop.schedule(wake, nanos, TimeUnit.NANOSECONDS);
  }

  private void runWhenDue(long micros, Runnable task) {
    if (nowMicros() < micros) {
      at(micros, task);
      return;
    }
    try {
      task.run();
    } catch (Throwable defect) {
      onDefect.accept(defect);
    }
  }
}
