package dev.faultline.core.check;

import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.Values;
import java.math.BigDecimal;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a text in an answer must be like. */
public sealed interface Condition {

  /** Whether the text is like that, in an iteration. */
  boolean holds(String found, Values values);

  /** What of it has to be filled in. */
  default Stream<Template> templates() {
    return Stream.empty();
  }

  /** It is there, whatever it is. */
  record Present() implements Condition {

    @Override
    public boolean holds(String found, Values values) {
      return true;
    }
  }

  /** It is this text, or the same number written in another way: 1.50 and 1.5. */
  record Equal(Template expected) implements Condition {

    @Override
    public Stream<Template> templates() {
      return Stream.of(expected);
    }

    /** JSON's, but short enough that no answer makes comparing them expensive. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");

    @Override
    public boolean holds(String found, Values values) {
      String wanted = expected.fill(values);
      return found.equals(wanted)
          || NUMBER.matcher(found).matches()
              && NUMBER.matcher(wanted).matches()
              && new BigDecimal(found).compareTo(new BigDecimal(wanted)) == 0;
    }
  }

  /** This text is somewhere in it. */
  record Contains(Template part) implements Condition {

    @Override
    public Stream<Template> templates() {
      return Stream.of(part);
    }

    @Override
    public boolean holds(String found, Values values) {
      return found.contains(part.fill(values));
    }
  }

  /** The pattern is somewhere in it. */
  record Matches(Pattern pattern) implements Condition {

    @Override
    public boolean holds(String found, Values values) {
      return Search.finds(pattern.matcher(found));
    }
  }
}
