package dev.faultline.generator;

import com.rabbitmq.client.AMQP;
import com.rabbitmq.client.BuiltinExchangeType;
import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.GetResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/** A RabbitMQ under load: makes exchanges and queues, and reads what came. */
final class AmqpTarget implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final Connection connection;
  private final Channel channel;

  AmqpTarget(int port) throws Exception {
    this(port, ConnectionFactory.DEFAULT_USER, ConnectionFactory.DEFAULT_PASS);
  }

  AmqpTarget(int port, String user, String password) throws Exception {
    ConnectionFactory factory = new ConnectionFactory();
    factory.setHost("127.0.0.1");
    factory.setPort(port);
    factory.setUsername(user);
    factory.setPassword(password);
    factory.setAutomaticRecoveryEnabled(false);
    connection = factory.newConnection();
    channel = connection.createChannel();
  }

  /** A durable topic exchange. */
  void exchange(String name) throws Exception {
    channel.exchangeDeclare(name, BuiltinExchangeType.TOPIC, true);
  }

  /** A durable queue. */
  void queue(String name, Map<String, Object> arguments) throws Exception {
    AMQP.Queue.DeclareOk _ = channel.queueDeclare(name, true, false, false, arguments);
  }

  /** The queue gets everything that the exchange gets. */
  void bind(String queue, String exchange) throws Exception {
    AMQP.Queue.BindOk _ = channel.queueBind(queue, exchange, "#");
  }

  void publish(String queue, String body) throws Exception {
    channel.basicPublish("", queue, null, body.getBytes(StandardCharsets.UTF_8));
  }

  /** Takes all that is in the queue, and all that comes, until this is closed. */
  void consume(String queue) throws Exception {
    String _ = channel.basicConsume(queue, true, (_, _) -> {}, _ -> {});
  }

  int waiting(String queue) throws Exception {
    return channel.queueDeclarePassive(queue).getMessageCount();
  }

  /** The oldest message of the queue, which it waits for. */
  GetResponse take(String queue) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    GetResponse message = null;
    while (message == null) {
      message = channel.basicGet(queue, true);
      if (System.nanoTime() > deadline) {
        throw new AssertionError("nothing in " + queue);
      }
    }
    return message;
  }

  @Override
  public void close() {
    connection.abort(0);
  }
}
