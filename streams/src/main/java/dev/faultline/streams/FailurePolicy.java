package dev.faultline.streams;

import dev.faultline.core.time.Clock;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;

/**
 * What happens when a stream thread dies: another one goes on from the last commit, unless threads
 * die so often that it must be our own fault; then the service stops and says so. Thread-safe.
 */
final class FailurePolicy implements StreamsUncaughtExceptionHandler {

  static final int MAX_FAILURES = 5;
  static final long PERIOD_MICROS = TimeUnit.MINUTES.toMicros(1);

  private static final Logger LOG = System.getLogger(FailurePolicy.class.getName());

  private final String service;
  private final Clock clock;
  private final Deque<Long> failures = new ArrayDeque<>();
  private long total;

  FailurePolicy(String service, Clock clock) {
    this.service = service;
    this.clock = clock;
  }

  @Override
  public synchronized StreamThreadExceptionResponse handle(Throwable failure) {
    long now = clock.epochMicros();
    total++;
    failures.addLast(now);
    failures.removeIf(each -> each <= now - PERIOD_MICROS);
    if (failures.size() > MAX_FAILURES) {
      LOG.log(
          Level.ERROR, "the " + service + " stops: it failed too often within a minute", failure);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    LOG.log(
        Level.WARNING, "the " + service + " goes on from its last commit after a failure", failure);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  /** How many threads have died so far. */
  synchronized long failures() {
    return total;
  }
}
