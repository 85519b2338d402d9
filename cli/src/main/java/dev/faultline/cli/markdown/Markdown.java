package dev.faultline.cli.markdown;

import java.util.regex.Pattern;

/**
 * What users and their systems named, as GitHub-flavoured Markdown that shows exactly these words:
 * nothing in them becomes markup, a link or a mention, and nothing begins a new line.
 */
public final class Markdown {

  private static final Pattern BREAKS = Pattern.compile("[\\s\\p{Z}\\p{Cc}&&[^\u00A0]]+");
  private static final Pattern SPECIAL = Pattern.compile("[\\\\`*_\\[\\]<>~&$#]");
  private static final Pattern MARKER = Pattern.compile("^([-+=:]|\\d{1,9}(?=[.)]))");
  private static final Pattern LINK = Pattern.compile("(?i)(?<=\\bwww)\\.|:(?=//)");

  /** Between an at-sign and a name it is not seen, and nobody is mentioned. */
  private static final String WORD_JOINER = "\u2060";

  private Markdown() {}

  /** Words as running text on one line. */
  public static String text(String words) {
    String escaped = SPECIAL.matcher(oneLine(words)).replaceAll("\\\\$0");
    String noLinks = LINK.matcher(escaped).replaceAll("\\\\$0").replace("@", "@" + WORD_JOINER);
    return MARKER.matcher(noLinks).replaceFirst(marker -> escapedMarker(marker.group()));
  }

  /** A number is escaped behind it, for a backslash before a digit is only a backslash. */
  private static String escapedMarker(String marker) {
    return Character.isDigit(marker.charAt(0)) ? marker + "\\\\" : "\\\\" + marker;
  }

  /**
   * A name or a condition, set like code. One with a backslash or a backtick is set like text: the
   * rules for those differ between code in a table and code outside.
   */
  public static String code(String words) {
    String line = oneLine(words);
    return line.isEmpty() || line.contains("`") || line.contains("\\")
        ? text(words)
        : "`" + line + "`";
  }

  private static String oneLine(String words) {
    return BREAKS.matcher(words).replaceAll(" ").strip();
  }
}
