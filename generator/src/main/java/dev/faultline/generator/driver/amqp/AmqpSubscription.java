package dev.faultline.generator.driver.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import com.rabbitmq.client.AlreadyClosedException;
import com.rabbitmq.client.CancelCallback;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Delivery;
import dev.faultline.core.plan.AmqpPublish.Source;
import dev.faultline.core.plan.Target;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.driver.message.Message;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/**
 * Hands over the messages of a queue, or copies of those of an exchange through a durable queue of
 * its own, which is deleted at the end, by the server if need be. A connection that breaks is
 * opened anew; what was not taken by then is handed over again, and said to be so.
 */
public final class AmqpSubscription implements AutoCloseable {

  /** Messages that are handed over and not taken yet, at most. */
  public static final int PREFETCH = 1_000;

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** What a consumer is called that has no name. */
  private static final String BY_THE_SERVER = "";

  private static final int EXPIRES_MILLIS = (int) TimeUnit.MINUTES.toMillis(10);
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

  private final Dialer dialer;
  private final Source source;
  private final boolean alone;
  private final Clock clock;
  private final Listener listener;
  private final String ownQueue = "faultline-" + UUID.randomUUID();
  private volatile Connection connection;
  private volatile boolean closed;

  /** Who gets the messages, one at a time. */
  public interface Listener {

    /**
     * A message has come.
     *
     * @param taken to be run once, on any thread and never blocking, when the server may forget it
     */
    void arrived(Message message, Runnable taken);

    /** What was handed over and not taken comes again. */
    default void lost() {}
  }

  private AmqpSubscription(
      Dialer dialer, Source source, boolean alone, Clock clock, Listener listener) {
    this.dialer = dialer;
    this.source = source;
    this.alone = alone;
    this.clock = clock;
    this.listener = listener;
  }

  /**
   * Opens it for a queue out of which nobody else takes; what is in it and what is published from
   * now on will be handed over. Blocks for some seconds at most.
   *
   * @throws UnusableTargetException when there is no such queue, somebody else takes out of it, the
   *     target cannot be reached, or something that it has to be told or shown is not there
   */
  public static AmqpSubscription open(
      Target.Amqp target, String queue, Secrets secrets, Clock clock, Listener listener)
      throws UnusableTargetException {
    Dialer dialer = new Dialer(target, secrets, PATIENCE);
    AmqpSubscription subscription =
        new AmqpSubscription(dialer, new Source.Queue(queue), true, clock, listener);
    try {
      subscription.connect();
      return subscription;
    } catch (IOException | TimeoutException | AlreadyClosedException e) {
      throw new UnusableTargetException(
          "target '%s': queue '%s': %s".formatted(target.name(), queue, Problem.of(e, target)));
    }
  }

  /** Opens it; what is published from now on will be handed over. Blocks until then. */
  static AmqpSubscription open(Dialer dialer, Source source, Clock clock, Listener listener)
      throws IOException, TimeoutException {
    AmqpSubscription subscription = new AmqpSubscription(dialer, source, false, clock, listener);
    subscription.connect();
    return subscription;
  }

  private void connect() throws IOException, TimeoutException {
    Connection opened = dialer.open();
    try {
      Channel channel =
          opened
              .openChannel()
              .orElseThrow(() -> new IOException("the server gives no further channel"));
      channel.basicQos(PREFETCH);
      String queue = queue(channel);
      CancelCallback gone = _ -> opened.abort(0); // its queue was deleted: begin anew
      channel.basicConsume(
          queue,
          false,
          BY_THE_SERVER,
          false,
          alone,
          Map.of(),
          (_, delivery) -> deliver(channel, delivery),
          gone);
      channel.addShutdownListener(_ -> opened.abort(0));
      opened.addShutdownListener(_ -> Thread.ofVirtual().start(this::reconnect));
      connection = opened;
      if (closed) {
        end(); // it was closed meanwhile, and knew of the connection before only
      }
    } catch (IOException | RuntimeException e) {
      opened.abort(0);
      throw e;
    }
  }

  private String queue(Channel channel) throws IOException {
    return switch (source) {
      case Source.Queue(String name) -> channel.queueDeclarePassive(name).getQueue();
      case Source.Exchange(String name, String routingKey) -> {
        channel.queueDeclare(ownQueue, true, false, false, Map.of("x-expires", EXPIRES_MILLIS));
        channel.queueBind(ownQueue, name, routingKey);
        yield ownQueue;
      }
    };
  }

  private void reconnect() {
    tellLost();
    while (!closed) {
      try {
        connect();
        return;
      } catch (IOException | TimeoutException | AlreadyClosedException _) {
        LockSupport.parkNanos(PAUSE_NANOS); // away; what is waited for will be late, and says so
      }
    }
  }

  /** What a lost connection had brought is not handed over any more: it comes again. */
  private synchronized void deliver(Channel channel, Delivery delivery) {
    long tag = delivery.getEnvelope().getDeliveryTag();
    if (channel.isOpen()) {
      listener.arrived(
          message(delivery), () -> Thread.ofVirtual().start(() -> acknowledge(channel, tag)));
    }
  }

  private synchronized void tellLost() {
    listener.lost();
  }

  private static void acknowledge(Channel channel, long tag) {
    try {
      channel.basicAck(tag, false);
    } catch (IOException | AlreadyClosedException _) {
      // Then it comes again.
    }
  }

  private Message message(Delivery delivery) {
    Map<String, String> headers = new HashMap<>();
    BasicProperties properties = delivery.getProperties();
    if (properties.getHeaders() != null) {
      properties.getHeaders().forEach((name, value) -> put(headers, name, value));
    }
    put(headers, "content-type", properties.getContentType());
    put(headers, "message-id", properties.getMessageId());
    put(headers, "correlation-id", properties.getCorrelationId());
    put(headers, "exchange", delivery.getEnvelope().getExchange());
    put(headers, "routing-key", delivery.getEnvelope().getRoutingKey());
    boolean again = delivery.getEnvelope().isRedeliver();
    return new Message(headers, delivery.getBody(), clock.epochMicros(), again);
  }

  private static void put(Map<String, String> headers, String name, Object value) {
    if (value != null) {
      headers.putIfAbsent(name.toLowerCase(Locale.ROOT), value.toString());
    }
  }

  /** Hands over nothing more, soon. Does not wait for that. */
  @Override
  public void close() {
    closed = true;
    Thread.ofVirtual().name("faultline-amqp-close").start(this::end);
  }

  private void end() {
    Connection last = connection;
    try {
      if (source instanceof Source.Exchange) {
        last.createChannel().queueDelete(ownQueue);
      }
    } catch (IOException | AlreadyClosedException _) {
      // The server deletes it by itself after a while.
    } finally {
      last.abort(0);
    }
  }
}
