package dev.faultline.generator.driver.amqp;

import com.rabbitmq.client.Channel;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.Return;
import dev.faultline.generator.driver.message.Message;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * A channel on which every message is confirmed. Messages go in on one thread; what becomes of them
 * is told on the connection's.
 */
final class PublishChannel {

  private final Channel channel;
  private final ConcurrentNavigableMap<Long, Publication> unconfirmed =
      new ConcurrentSkipListMap<>();

  /**
   * As the server counts. The client's own number goes up with what it then cannot encode, too. On
   * the publishing thread.
   */
  private long published;

  /** What the server has sent back, by the ids; it is confirmed after that. */
  private final Map<String, String> returned = new ConcurrentHashMap<>();

  PublishChannel(Connection connection) throws IOException {
    channel =
        connection
            .openChannel()
            .orElseThrow(() -> new IOException("the server gives no further channel"));
    channel.confirmSelect();
    channel.addConfirmListener(this::confirmed, this::refused);
    channel.addReturnListener(this::sentBack);
    channel.addShutdownListener(cause -> ended(Refusal.of(cause)));
  }

  boolean open() {
    return channel.isOpen();
  }

  /** Blocks while the server takes nothing in. */
  void publish(Publication message) throws IOException {
    long number = published + 1;
    unconfirmed.put(number, message);
    message.attempt().sent(message.size());
    try {
      channel.basicPublish(
          message.exchange(),
          message.routingKey(),
          message.mandatory(),
          message.properties(),
          message.body());
    } catch (RuntimeException notSent) {
      unconfirmed.remove(number);
      throw notSent;
    }
    published = number;
    if (!channel.isOpen()) {
      unconfirmed.remove(number); // who listens for the end may have looked before it was there
      throw channel.getCloseReason();
    }
  }

  private void confirmed(long number, boolean andBefore) {
    taken(number, andBefore).forEach(this::confirmed);
  }

  private void confirmed(Publication message) {
    String why = message.id().map(returned::remove).orElse(null);
    if (why == null) {
      message.confirmed();
    } else {
      message.attempt().refused(Refusal.word(why), 0);
    }
  }

  private void refused(long number, boolean andBefore) {
    taken(number, andBefore).forEach(message -> message.attempt().refused("nacked", 0));
  }

  private Iterable<Publication> taken(long number, boolean andBefore) {
    if (!andBefore) {
      Publication one = unconfirmed.remove(number);
      return one == null ? List.of() : List.of(one);
    }
    Map<Long, Publication> all = unconfirmed.headMap(number, true);
    List<Publication> messages = List.copyOf(all.values());
    all.clear();
    return messages;
  }

  private void sentBack(Return message) {
    Object id = message.getProperties().getHeaders().get(Message.ID);
    if (id != null) {
      returned.put(id.toString(), message.getReplyText());
    }
  }

  private void ended(Refusal why) {
    unconfirmed.values().forEach(message -> why.end(message.attempt()));
    unconfirmed.clear();
    returned.clear();
  }
}
