package dev.faultline.core.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What stands between <code>${</code> and <code>}</code>, taken apart:
 *
 * <pre>
 * term = name | number | 'text' | name ( term , term , … )
 * </pre>
 */
sealed interface Term {

  /** Something that has a meaning where it stands. */
  record Name(String name) implements Term {}

  /** Something that means itself. */
  record Plain(String text) implements Term {}

  /** A function and what it is given. */
  record Call(String function, List<Term> arguments) implements Term {

    public Call {
      arguments = List.copyOf(arguments);
    }
  }

  /** The term that is written so; empty when it is none. */
  static Optional<Term> parse(String text) {
    return new Parser(text).parse();
  }

  /** By recursive descent; nothing is empty once something is wrong. */
  final class Parser {

    private static final Pattern TOKEN =
        Pattern.compile(
            "\\s*(?:(?<name>[A-Za-z_][\\w.-]*)|(?<number>-?\\d+(?:\\.\\d+)?)"
                + "|'(?<text>[^']*)'|(?<mark>[(),]))\\s*");

    private final Matcher tokens;
    private int position;

    private Parser(String text) {
      tokens = TOKEN.matcher(text);
    }

    private Optional<Term> parse() {
      Optional<Term> term = term();
      return term.filter(_ -> position == tokens.regionEnd());
    }

    private boolean next() {
      boolean found = tokens.region(position, tokens.regionEnd()).lookingAt();
      if (found) {
        position = tokens.end();
      }
      return found;
    }

    private boolean mark(String wanted) {
      int before = position;
      boolean there = next() && wanted.equals(tokens.group("mark"));
      if (!there) {
        position = before;
      }
      return there;
    }

    private Optional<Term> term() {
      if (!next() || tokens.group("mark") != null) {
        return Optional.empty();
      }
      String name = tokens.group("name");
      if (name == null) {
        String text = tokens.group("text");
        return Optional.of(new Plain(text == null ? tokens.group("number") : text));
      }
      return mark("(") ? arguments(name) : Optional.of(new Name(name));
    }

    private Optional<Term> arguments(String function) {
      List<Term> arguments = new ArrayList<>();
      if (mark(")")) {
        return Optional.of(new Call(function, arguments));
      }
      do {
        Optional<Term> argument = term();
        if (argument.isEmpty()) {
          return argument;
        }
        arguments.add(argument.get());
      } while (mark(","));
      return mark(")") ? Optional.of(new Call(function, arguments)) : Optional.empty();
    }
  }
}
