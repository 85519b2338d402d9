package dev.faultline.core.plan;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Template;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One record for a Kafka topic, which all its replicas have to acknowledge.
 *
 * @param content the record's headers and value; the content type is a header of it already
 * @param delivery what is waited for besides; without it, nothing but the acknowledgement
 * @param timeout from the send to the acknowledgement, or to the delivery
 */
public record KafkaProduce(
    String name,
    String topic,
    Optional<Template> key,
    MessageContent content,
    Optional<Delivery> delivery,
    Duration timeout,
    Expectation expectation)
    implements Step.Measured {

  /**
   * The step ends when a record comes out of a topic.
   *
   * @param topic that is read from its end on, as it was before the load began
   * @param match how the record is known; by the header that the driver adds when empty
   */
  public record Delivery(String topic, Optional<Match> match) {}

  @Override
  public Stream<Template> requestTemplates() {
    return Stream.of(
            key.stream(),
            content.templates(),
            delivery.flatMap(Delivery::match).map(Match::value).stream())
        .flatMap(templates -> templates);
  }
}
