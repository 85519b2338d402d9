package dev.faultline.core.check;

import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.Values;
import dev.faultline.core.json.JsonPath;
import dev.faultline.core.time.Durations;
import java.time.Duration;
import java.util.stream.Stream;

/** Something that must hold of an answer, besides its status. */
public sealed interface Check {

  /** Whether it holds in an iteration. */
  boolean holds(Answer answer, Values values);

  /** What results say when it does not: a short stable word, and part of the format. */
  String reason();

  /** Whether the answer's body has to be kept for it. */
  default boolean needsBody() {
    return false;
  }

  /** What of it has to be filled in. */
  default Stream<Template> templates() {
    return Stream.empty();
  }

  /**
   * A header is there, and like that.
   *
   * @param name in small letters
   */
  record Header(String name, Condition condition) implements Check {

    @Override
    public Stream<Template> templates() {
      return condition.templates();
    }

    @Override
    public boolean holds(Answer answer, Values values) {
      return answer.header(name).filter(text -> condition.holds(text, values)).isPresent();
    }

    @Override
    public String reason() {
      return "check-header";
    }
  }

  /** The body is like that. */
  record Body(Condition condition) implements Check {

    @Override
    public Stream<Template> templates() {
      return condition.templates();
    }

    @Override
    public boolean holds(Answer answer, Values values) {
      return condition.holds(answer.body(), values);
    }

    @Override
    public String reason() {
      return "check-body";
    }

    @Override
    public boolean needsBody() {
      return true;
    }
  }

  /** The body is JSON, and one of the values at a path is like that. */
  record At(JsonPath path, Condition condition) implements Check {

    @Override
    public Stream<Template> templates() {
      return condition.templates();
    }

    @Override
    public boolean holds(Answer answer, Values values) {
      return answer.json().stream()
          .flatMap(root -> path.find(root).stream())
          .anyMatch(
              value ->
                  condition instanceof Condition.Present
                      || value.scalar().filter(text -> condition.holds(text, values)).isPresent());
    }

    @Override
    public String reason() {
      return "check-json";
    }

    @Override
    public boolean needsBody() {
      return true;
    }
  }

  /** It came within a time from the actual send. */
  record Under(Duration limit) implements Check {

    @Override
    public boolean holds(Answer answer, Values values) {
      return answer.serviceMicros() < Durations.micros(limit);
    }

    @Override
    public String reason() {
      return "check-latency";
    }
  }
}
