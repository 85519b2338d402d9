package dev.faultline.core.json;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a JSON text by recursive descent.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259</a>
 */
public final class JsonParser {

  /** What comes from a target may be nested to exhaust the stack. */
  private static final int MAX_DEPTH = 200;

  private static final Pattern BARE =
      Pattern.compile("true|false|null|-?(?:0|[1-9]\\d*+)(?:\\.\\d++)?(?:[eE][+-]?\\d++)?");

  private final String text;
  private int position;

  private JsonParser(String text) {
    this.text = text;
  }

  /** The value that the text stands for; empty when it is not JSON. Thread-safe. */
  public static Optional<Json> parse(String text) {
    JsonParser parser = new JsonParser(text);
    try {
      Json value = parser.value(0);
      parser.skipBlanks();
      return parser.position == text.length() ? Optional.of(value) : Optional.empty();
    } catch (NotJsonException _) {
      return Optional.empty();
    }
  }

  /** Carries no stack trace: a target may cause it at any rate. */
  private static final class NotJsonException extends Exception {

    private static final long serialVersionUID = 1L;

    NotJsonException() {
      super("not JSON", null, false, false);
    }
  }

  private Json value(int depth) throws NotJsonException {
    if (depth > MAX_DEPTH) {
      throw new NotJsonException();
    }
    return switch (next()) {
      case '{' -> object(depth);
      case '[' -> array(depth);
      case '"' -> new Json.Text(string());
      default -> bare();
    };
  }

  private Json object(int depth) throws NotJsonException {
    Map<String, Json> members = new LinkedHashMap<>();
    expect('{');
    boolean more = next() != '}';
    while (more) {
      skipBlanks();
      String key = string();
      expect(':');
      members.put(key, value(depth + 1));
      more = next() == ',';
      if (more) {
        expect(',');
      }
    }
    expect('}');
    return new Json.Members(members);
  }

  private Json array(int depth) throws NotJsonException {
    List<Json> elements = new ArrayList<>();
    expect('[');
    boolean more = next() != ']';
    while (more) {
      elements.add(value(depth + 1));
      more = next() == ',';
      if (more) {
        expect(',');
      }
    }
    expect(']');
    return new Json.Elements(elements);
  }

  private Json bare() throws NotJsonException {
    Matcher matcher = BARE.matcher(text).region(position, text.length());
    if (!matcher.lookingAt()) {
      throw new NotJsonException();
    }
    position = matcher.end();
    return new Json.Bare(matcher.group());
  }

  private String string() throws NotJsonException {
    expect('"');
    StringBuilder string = new StringBuilder();
    while (true) {
      char next = take();
      if (next == '"') {
        return string.toString();
      }
      if (next < ' ') {
        throw new NotJsonException();
      }
      string.append(next == '\\' ? escaped() : next);
    }
  }

  private char escaped() throws NotJsonException {
    char escaped = take();
    return switch (escaped) {
      case '"', '\\', '/' -> escaped;
      case 'b' -> '\b';
      case 'f' -> '\f';
      case 'n' -> '\n';
      case 'r' -> '\r';
      case 't' -> '\t';
      case 'u' -> unicode();
      default -> throw new NotJsonException();
    };
  }

  private char unicode() throws NotJsonException {
    int code = 0;
    for (int i = 0; i < 4; i++) {
      int digit = Character.digit(take(), 16);
      if (digit < 0) {
        throw new NotJsonException();
      }
      code = code * 16 + digit;
    }
    return (char) code;
  }

  /** The next character that is no blank; it stays. */
  private char next() throws NotJsonException {
    skipBlanks();
    char next = take();
    position--;
    return next;
  }

  private void expect(char wanted) throws NotJsonException {
    skipBlanks();
    if (take() != wanted) {
      throw new NotJsonException();
    }
  }

  private char take() throws NotJsonException {
    if (position >= text.length()) {
      throw new NotJsonException();
    }
    return text.charAt(position++);
  }

  private void skipBlanks() {
    while (position < text.length() && " \t\r\n".indexOf(text.charAt(position)) >= 0) {
      position++;
    }
  }
}
