package dev.faultline.core.threshold;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes a text apart from left to right; blanks between tokens do not count. */
final class Scanner {

  private static final Pattern BLANKS = Pattern.compile("\\s*");

  private final String input;
  private int position;

  Scanner(String input) {
    this.input = input;
    skipBlanks();
  }

  /** The next token, if it has this form. */
  Optional<String> take(Pattern form) {
    Matcher matcher = form.matcher(input).region(position, input.length());
    if (!matcher.lookingAt()) {
      return Optional.empty();
    }
    position = matcher.end();
    skipBlanks();
    return Optional.of(matcher.group());
  }

  /** Whether the next token was this one. */
  boolean takeIf(char token) {
    boolean found = position < input.length() && input.charAt(position) == token;
    if (found) {
      position++;
      skipBlanks();
    }
    return found;
  }

  void require(char token) {
    if (!takeIf(token)) {
      throw unexpected("'%s'".formatted(token));
    }
  }

  String require(Pattern form, String expected) {
    return take(form).orElseThrow(() -> unexpected(expected));
  }

  void requireEnd(String expected) {
    if (position < input.length()) {
      throw unexpected(expected);
    }
  }

  int position() {
    return position;
  }

  /** What stands at the current position is none of what may stand there. */
  ThresholdSyntaxException unexpected(String expected) {
    return position == input.length()
        ? new ThresholdSyntaxException("'%s' ends too early".formatted(input), expected)
        : problemAt(position, "'%s'".formatted(input.substring(position)), expected);
  }

  /** Something is wrong with the token at that position. */
  ThresholdSyntaxException problemAt(int where, String what, String expected) {
    return new ThresholdSyntaxException(
        "%s at character %d of '%s'".formatted(what, where + 1, input), expected);
  }

  private void skipBlanks() {
    Matcher matcher = BLANKS.matcher(input).region(position, input.length());
    position = matcher.lookingAt() ? matcher.end() : position;
  }
}
