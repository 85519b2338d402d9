package dev.faultline.core.plan;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Template;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * One Redis command.
 *
 * @param words the command's name, which has no expressions, and its arguments
 * @param timeout from the actual send
 * @param expectation what the reply must be like
 */
public record RedisCommand(
    String name, List<Template> words, Duration timeout, Expectation expectation)
    implements Step.Measured {

  public RedisCommand {
    words = List.copyOf(words);
  }

  @Override
  public Stream<Template> requestTemplates() {
    return words.stream();
  }
}
