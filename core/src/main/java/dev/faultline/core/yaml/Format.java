package dev.faultline.core.yaml;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How a kind of value is written.
 *
 * @param name what a well-formed one is, for example {@code a duration}
 * @param expected the same with its form, for people, for example {@code a duration such as 10s}
 * @param pattern a regular expression for the whole text that Java and JavaScript understand alike;
 *     not all that matches need be well-formed. Empty when there is none
 * @param parser gives the value, or nothing when the text is not of this form
 */
public record Format<T>(
    String name,
    String expected,
    Optional<String> pattern,
    Function<String, Optional<? extends T>> parser) {

  /** A format of which a schema can say no more than that it is a text. */
  public Format(String name, String expected, Function<String, Optional<? extends T>> parser) {
    this(name, expected, Optional.empty(), parser);
  }

  /** This format, with what can be said of its texts. */
  public Format<T> like(String regex) {
    return new Format<>(name, expected, Optional.of(regex), parser);
  }

  /** This format, for fewer values. */
  public Format<T> where(String narrowerName, String narrowerExpected, Predicate<T> condition) {
    return new Format<>(
        narrowerName, narrowerExpected, pattern, text -> parse(text).filter(condition));
  }

  /** This format, its values taken for others. */
  public <U> Format<U> to(Function<T, U> meaning) {
    return new Format<>(name, expected, pattern, text -> parse(text).map(meaning));
  }

  /** The value that the text stands for; empty when it is not of this format. */
  public Optional<T> parse(String text) {
    return parser.apply(text).map(Function.identity());
  }
}
