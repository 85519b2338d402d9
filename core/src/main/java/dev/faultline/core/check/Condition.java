package dev.faultline.core.check;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** What a text in an answer must be like. */
public sealed interface Condition {

  /** Whether the text is like that. */
  boolean holds(String found);

  /** It is there, whatever it is. */
  record Present() implements Condition {

    @Override
    public boolean holds(String found) {
      return true;
    }
  }

  /** It is this text, or the same number written in another way: 1.50 and 1.5. */
  record Equal(String expected) implements Condition {

    /** JSON's, but short enough that no answer makes comparing them expensive. */
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,40}(\\.\\d{1,40})?");

    @Override
    public boolean holds(String found) {
      return found.equals(expected)
          || NUMBER.matcher(found).matches()
              && NUMBER.matcher(expected).matches()
              && new BigDecimal(found).compareTo(new BigDecimal(expected)) == 0;
    }
  }

  /** This text is somewhere in it. */
  record Contains(String part) implements Condition {

    @Override
    public boolean holds(String found) {
      return found.contains(part);
    }
  }

  /** The pattern is somewhere in it. */
  record Matches(Pattern pattern) implements Condition {

    @Override
    public boolean holds(String found) {
      return pattern.matcher(found).find();
    }
  }
}
