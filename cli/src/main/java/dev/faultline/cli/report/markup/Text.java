package dev.faultline.cli.report.markup;

/** Words for people; nothing in them is ever taken for markup. */
public record Text(String words) implements Node {

  private static final char UNPRINTABLE = '\uFFFD';

  @Override
  public void writeTo(StringBuilder out) {
    escape(words, out);
  }

  /** Escapes for element content and for attributes in double quotes alike. */
  static void escape(String words, StringBuilder out) {
    words
        .codePoints()
        .forEach(
            point -> {
              switch (point) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.appendCodePoint(allowed(point) ? point : UNPRINTABLE);
              }
            });
  }

  /** The Char production of XML 1.0, less the C1 controls. */
  public static boolean allowed(int point) {
    return point == '\t'
        || point == '\n'
        || (point >= 0x20 && point < 0x7F)
        || (point >= 0xA0 && point <= 0xD7FF)
        || (point >= 0xE000 && point <= 0xFFFD)
        || point >= 0x10000;
  }
}
