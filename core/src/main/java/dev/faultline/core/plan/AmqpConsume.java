package dev.faultline.core.plan;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Template;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Takes one message out of an AMQP queue.
 *
 * @param match which one; the oldest when empty
 * @param timeout how long it may take to come
 */
public record AmqpConsume(
    String name, String queue, Optional<Match> match, Duration timeout, Expectation expectation)
    implements Step.Measured {

  @Override
  public Stream<Template> requestTemplates() {
    return match.map(Match::value).stream();
  }

  @Override
  public boolean needsOneShard() {
    return match.isPresent();
  }
}
