package dev.faultline.core.check;

import dev.faultline.core.json.JsonPath;
import dev.faultline.core.time.Durations;
import java.time.Duration;

/** Something that must hold of an answer, besides its status. */
public sealed interface Check {

  /** Whether it holds. */
  boolean holds(Answer answer);

  /** What results say when it does not: a short stable word, and part of the format. */
  String reason();

  /** Whether the answer's body has to be kept for it. */
  default boolean needsBody() {
    return false;
  }

  /**
   * A header is there, and like that.
   *
   * @param name in small letters
   */
  record Header(String name, Condition condition) implements Check {

    @Override
    public boolean holds(Answer answer) {
      return answer.header(name).filter(condition::holds).isPresent();
    }

    @Override
    public String reason() {
      return "check-header";
    }
  }

  /** The body is like that. */
  record Body(Condition condition) implements Check {

    @Override
    public boolean holds(Answer answer) {
      return condition.holds(answer.body());
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
    public boolean holds(Answer answer) {
      return answer.json().stream()
          .flatMap(root -> path.find(root).stream())
          .anyMatch(
              value ->
                  condition instanceof Condition.Present
                      || value.scalar().filter(condition::holds).isPresent());
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
    public boolean holds(Answer answer) {
      return answer.serviceMicros() < Durations.micros(limit);
    }

    @Override
    public String reason() {
      return "check-latency";
    }
  }
}
