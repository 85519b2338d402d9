package dev.faultline.core.plan;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Template;
import java.time.Duration;
import java.util.stream.Stream;

/**
 * Publishes a message over Redis and waits until it has come to a subscriber.
 *
 * @param channel that it is published on
 * @param message with something in it that no other message has
 * @param timeout from the actual send of the message to its receipt
 * @param expectation what the message must be like when it comes
 */
public record RedisDelivery(
    String name, String channel, Template message, Duration timeout, Expectation expectation)
    implements Step.Measured {

  @Override
  public Stream<Template> requestTemplates() {
    return Stream.of(message);
  }
}
