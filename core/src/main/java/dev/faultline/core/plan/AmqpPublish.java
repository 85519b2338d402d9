package dev.faultline.core.plan;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Template;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One AMQP message for an exchange, which the server has to confirm.
 *
 * @param exchange empty for the default one, whose routing keys are names of queues
 * @param persistent whether it has to be on the server's disk before it is confirmed
 * @param mandatory whether a message that no queue takes is a failure
 * @param delivery what is waited for besides; without it, nothing but the confirmation
 * @param timeout from the send to the confirmation, or to the delivery
 */
public record AmqpPublish(
    String name,
    String exchange,
    Template routingKey,
    MessageContent content,
    boolean persistent,
    boolean mandatory,
    Optional<Delivery> delivery,
    Duration timeout,
    Expectation expectation)
    implements Step.Measured {

  /**
   * The step ends when a message comes out of the server.
   *
   * @param match how the message is known; by the header that the driver adds when empty
   */
  public record Delivery(Source source, Optional<Match> match) {}

  /** Where messages come out. */
  public sealed interface Source {

    /** A queue that there is; who reads it takes its messages away from everybody else. */
    record Queue(String name) implements Source {}

    /**
     * A queue of the driver's own, which gets copies from an exchange.
     *
     * @param routingKey of the binding, in the exchange's own pattern language
     */
    record Exchange(String name, String routingKey) implements Source {}
  }

  @Override
  public Stream<Template> requestTemplates() {
    return Stream.of(
            Stream.of(routingKey),
            content.templates(),
            delivery.flatMap(Delivery::match).map(Match::value).stream())
        .flatMap(templates -> templates);
  }

  @Override
  public boolean needsOneShard() {
    return delivery.map(Delivery::source).filter(Source.Queue.class::isInstance).isPresent();
  }
}
