package dev.faultline.core.yaml;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * How a kind of value is written.
 *
 * @param name what a well-formed one is, for example {@code a duration}
 * @param expected the same with its form, for people, for example {@code a duration such as 10s}
 * @param parser gives the value, or nothing when the text is not of this form
 */
public record Format<T>(
    String name, String expected, Function<String, Optional<? extends T>> parser) {

  /** This format, for fewer values. */
  public Format<T> where(String narrowerName, String narrowerExpected, Predicate<T> condition) {
    return new Format<>(narrowerName, narrowerExpected, text -> parse(text).filter(condition));
  }

  /** This format, its values taken for others. */
  public <U> Format<U> to(Function<T, U> meaning) {
    return new Format<>(name, expected, text -> parse(text).map(meaning));
  }

  /** The value that the text stands for; empty when it is not of this format. */
  public Optional<T> parse(String text) {
    return parser.apply(text).map(Function.identity());
  }
}
