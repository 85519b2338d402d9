package dev.faultline.core.check;

import dev.faultline.core.json.JsonPath;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a step keeps of its answer for the steps after it.
 *
 * @param slot where the iteration keeps it
 * @param part of the text in which it is found; empty for the whole
 */
public record Capture(int slot, Source source, Optional<Part> part) {

  /** What results say when there is nothing to keep: part of the format. */
  static final String MISSING = "capture";

  /** Where in an answer. */
  public sealed interface Source {

    /** What is found there. */
    default Optional<String> find(Answer answer) {
      return switch (this) {
        case Header(String name) -> answer.header(name);
        case Body() -> Optional.of(answer.body());
        case At(JsonPath path) ->
            answer.json().stream()
                .flatMap(root -> path.find(root).stream())
                .flatMap(value -> value.scalar().stream())
                .findFirst();
      };
    }

    /** The values of a header; its name in small letters. */
    record Header(String name) implements Source {}

    /** The whole body. */
    record Body() implements Source {}

    /** The first value without parts at a path. */
    record At(JsonPath path) implements Source {}
  }

  /**
   * A group of a pattern's first match.
   *
   * @param group from 1; 0 for the whole match
   */
  public record Part(Pattern pattern, int group) {

    Optional<String> of(String text) {
      Matcher matcher = pattern.matcher(text);
      return Search.finds(matcher) ? Optional.ofNullable(matcher.group(group)) : Optional.empty();
    }
  }

  boolean needsBody() {
    return !(source instanceof Source.Header);
  }

  /** The texts at its place: of a path that several values are at, each of them. */
  public List<String> all(Answer answer) {
    if (source instanceof Source.At(JsonPath path)) {
      return answer.json().stream()
          .flatMap(root -> path.find(root).stream())
          .flatMap(value -> value.scalar().stream())
          .flatMap(text -> part(text).stream())
          .toList();
    }
    return from(answer).stream().toList();
  }

  Optional<String> from(Answer answer) {
    return source.find(answer).flatMap(this::part);
  }

  private Optional<String> part(String text) {
    return part.isEmpty() ? Optional.of(text) : part.get().of(text);
  }
}
