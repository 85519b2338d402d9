package dev.faultline.generator.driver.grpc;

import dev.faultline.core.time.Clock;
import io.netty.channel.EventLoop;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/**
 * The deadlines of all calls of one step. They are equally far away, so that the calls are in the
 * order of their deadlines when they are in that of their begin: a linked list through the calls
 * themselves, and one timer for the first. grpc-java's own deadlines are a timer for each call. On
 * one event loop.
 */
final class Deadlines {

  private final long timeoutMicros;
  private final EventLoop loop;
  private final Clock clock;
  private Call first;
  private Call last;
  private Future<?> ring;

  Deadlines(long timeoutMicros, EventLoop loop, Clock clock) {
    this.timeoutMicros = timeoutMicros;
    this.loop = loop;
    this.clock = clock;
  }

  /** It has to end within the timeout from now on. */
  void add(Call call) {
    call.deadlineMicros = clock.epochMicros() + timeoutMicros;
    call.before = last;
    if (last == null) {
      first = call;
    } else {
      last.after = call;
    }
    last = call;
    if (ring == null) {
      ringAt(call.deadlineMicros);
    }
  }

  /** It has ended, or is being ended; does nothing the second time. */
  void remove(Call call) {
    if (call != first && call.before == null) {
      return;
    }
    if (call.before == null) {
      first = call.after;
    } else {
      call.before.after = call.after;
    }
    if (call.after == null) {
      last = call.before;
    } else {
      call.after.before = call.before;
    }
    call.before = null;
    call.after = null;
  }

  /** No timer any more; nothing may be in flight. */
  void close() {
    if (ring != null) {
      ring.cancel(false);
    }
  }

  private void rang() {
    ring = null;
    long nowMicros = clock.epochMicros();
    while (first != null && first.deadlineMicros <= nowMicros) {
      Call late = first;
      remove(late);
      late.timedOut();
    }
    if (first != null && ring == null) {
      ringAt(first.deadlineMicros);
    }
  }

  private void ringAt(long micros) {
    long delayMicros = Math.max(1, micros - clock.epochMicros());
    ring = loop.schedule(this::rang, delayMicros, TimeUnit.MICROSECONDS);
  }
}
