package dev.faultline.generator.driver.amqp;

import com.rabbitmq.client.Connection;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Failure;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A connection with a thread of its own, on which messages are published one after the other, for
 * the client's calls block. It is opened when the first message needs it, and anew when it was
 * lost; within {@link #ATTEMPT_COUNTS_MICROS} of a failed attempt messages share that one's reason.
 */
final class Link implements AutoCloseable {

  private static final long ATTEMPT_COUNTS_MICROS = 20_000;

  /** Messages that wait for the thread. */
  private static final int ROOM = 10_000;

  private final Dialer dialer;
  private final Clock clock;
  private final ThreadPoolExecutor thread =
      new ThreadPoolExecutor(
          1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(ROOM), Link::thread);

  /** All below: on the thread only. */
  private Connection connection;

  /** By the steps: one that names no exchange that there is must not disturb the others. */
  private final Map<String, PublishChannel> channels = new HashMap<>();

  private Refusal lastRefusal;
  private long refusedMicros = Long.MIN_VALUE / 2;

  Link(Dialer dialer, Clock clock) {
    this.dialer = dialer;
    this.clock = clock;
  }

  private static Thread thread(Runnable task) {
    Thread thread = new Thread(task, "faultline-amqp-publish");
    thread.setDaemon(true);
    return thread;
  }

  /** Publishes it soon. Never blocks. */
  void publish(String step, Waiting message) {
    try {
      thread.execute(() -> publishNow(step, message));
    } catch (RejectedExecutionException _) {
      message.publication().attempt().failed(Failure.NO_ROOM);
    }
  }

  private void publishNow(String step, Waiting waiting) {
    if (!waiting.begin()) {
      return;
    }
    Publication message = waiting.publication();
    if (clock.epochMicros() - refusedMicros < ATTEMPT_COUNTS_MICROS) {
      lastRefusal.end(message.attempt());
      return;
    }
    PublishChannel channel;
    try {
      channel = channel(step);
    } catch (IOException | TimeoutException | RuntimeException e) {
      lastRefusal = Refusal.of(e);
      refusedMicros = clock.epochMicros();
      lastRefusal.end(message.attempt());
      return;
    }
    try {
      channel.publish(message);
    } catch (IllegalArgumentException notToBeEncoded) {
      message.attempt().failed(Failure.INVALID_REQUEST);
    } catch (IOException | RuntimeException e) {
      Refusal.of(e).end(message.attempt());
    }
  }

  private PublishChannel channel(String step) throws IOException, TimeoutException {
    if (connection == null || !connection.isOpen()) {
      channels.clear();
      connection = dialer.open();
    }
    PublishChannel channel = channels.get(step);
    if (channel == null || !channel.open()) {
      channel = new PublishChannel(connection);
      channels.put(step, channel);
    }
    return channel;
  }

  /** Does not wait for the end. */
  @Override
  public void close() {
    thread.getQueue().clear(); // of these nobody wants one any more, and there has to be room
    thread.execute(
        () -> {
          if (connection != null) {
            connection.abort(0);
          }
        });
    thread.shutdown();
  }
}
