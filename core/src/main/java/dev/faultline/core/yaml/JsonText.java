package dev.faultline.core.yaml;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Locale;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Writes a document's values as JSON. What JSON has no number for, infinity and not a number,
 * becomes a text, as protobuf's JSON mapping has it.
 */
public final class JsonText {

  private JsonText() {}

  /** Where a document's values go as JSON, part by part. */
  public interface Sink {

    /** What is JSON already. */
    void json(String text);

    /** A text, number or the like, which may hold placeholders. */
    void scalar(YamlNode scalar);
  }

  /** With parameters only. */
  static final class Plain implements Sink {

    private final StringBuilder all = new StringBuilder();

    @Override
    public void json(String text) {
      all.append(text);
    }

    @Override
    public void scalar(YamlNode scalar) {
      scalar.text("a value").map(scalar::asJson).ifPresent(all::append);
    }

    String text() {
      return all.toString();
    }
  }

  /** A value that was written without quotes, by the type that YAML's core schema gives it. */
  static String plain(String text, Tag tag) {
    if (tag.equals(Tag.NULL)) {
      return "null";
    }
    if (tag.equals(Tag.BOOL)) {
      return Boolean.toString(Boolean.parseBoolean(text));
    }
    if (tag.equals(Tag.INT)) {
      return integer(text).toString();
    }
    return tag.equals(Tag.FLOAT) ? number(text) : quoted(text);
  }

  private static BigInteger integer(String text) {
    if (text.startsWith("0x")) {
      return new BigInteger(text.substring(2), 16);
    }
    return text.startsWith("0o") ? new BigInteger(text.substring(2), 8) : new BigInteger(text);
  }

  private static String number(String text) {
    if (text.toLowerCase(Locale.ROOT).endsWith("inf")) {
      return quoted(text.startsWith("-") ? "-Infinity" : "Infinity");
    }
    if (text.toLowerCase(Locale.ROOT).endsWith("nan")) {
      return quoted("NaN");
    }
    try {
      return new BigDecimal(text).toString();
    } catch (NumberFormatException exponentTooLarge) {
      return quoted(text); // like 12e99148537001, a commit that looks like a number
    }
  }

  /** A text in quotes, as JSON has it, and YAML too. */
  public static String quoted(String text) {
    StringBuilder json = new StringBuilder(text.length() + 2).append('"');
    for (int i = 0; i < text.length(); i++) {
      char next = text.charAt(i);
      switch (next) {
        case '"', '\\' -> json.append('\\').append(next);
        case '\n' -> json.append("\\n");
        case '\r' -> json.append("\\r");
        case '\t' -> json.append("\\t");
        default -> json.append(printable(next) ? "" + next : "\\u%04x".formatted((int) next));
      }
    }
    return json.append('"').toString();
  }

  /** YAML takes the others in an escaped form only. */
  private static boolean printable(char next) {
    return next >= ' ' && (next < 0x7f || next >= 0xa0) && next < 0xfffe;
  }
}
