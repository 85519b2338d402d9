package dev.faultline.generator.schedule;

import dev.faultline.core.time.Clock;
import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;

/**
 * The timer of a Netty event loop.
 *
 * <p>The kernel wakes a sleeping thread a little late, so the loop sleeps to a margin before the
 * due time and polls from there. It polls by scheduling itself a nanosecond ahead: a task that
 * resubmits itself with {@code execute} would keep the loop from ever looking at its sockets.
 */
final class NettyTimer implements LoopTimer {

  private static final long ONE_POLL_NANOS = 1;

  private final EventLoop loop;
  private final Clock clock;
  private final long marginMicros;

  /**
   * @param marginMicros by how much a sleep may end late
   */
  NettyTimer(EventLoop loop, Clock clock, long marginMicros) {
    this.loop = loop;
    this.clock = clock;
    this.marginMicros = marginMicros;
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
    loop.schedule(wake, nanos, TimeUnit.NANOSECONDS);
  }

  private void runWhenDue(long micros, Runnable task) {
    if (nowMicros() >= micros) {
      task.run();
    } else {
      at(micros, task);
    }
  }
}
