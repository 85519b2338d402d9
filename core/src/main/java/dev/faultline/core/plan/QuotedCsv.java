package dev.faultline.core.plan;

import dev.faultline.core.yaml.Mistakes;
import dev.faultline.core.yaml.Position;
import java.util.ArrayList;
import java.util.List;

/**
 * Takes a CSV text apart to its records. A value may stand in quotes, in which commas and line
 * breaks mean themselves and two quotes are one. Empty lines are passed over.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180</a>
 */
final class QuotedCsv {

  private final String text;
  private final Mistakes mistakes;
  private int position;
  private int line = 1;

  private QuotedCsv(String text, Mistakes mistakes) {
    this.text = text.startsWith("\ufeff") ? text.substring(1) : text;
    this.mistakes = mistakes;
  }

  /**
   * A line, or several when there are line breaks in quotes.
   *
   * @param line in which it begins, from 1
   */
  record Row(int line, List<String> values) {

    Position at() {
      return new Position(line, 1);
    }
  }

  /** Its records; what is wrong with the quotes is added to the mistakes. */
  static List<Row> rows(String text, Mistakes mistakes) {
    QuotedCsv csv = new QuotedCsv(text, mistakes);
    List<Row> rows = new ArrayList<>();
    while (csv.position < csv.text.length()) {
      Row row = csv.row();
      if (!row.values().equals(List.of(""))) {
        rows.add(row);
      }
    }
    return rows;
  }

  private Row row() {
    int begin = line;
    List<String> values = new ArrayList<>();
    values.add(value());
    while (at(',')) {
      position++;
      values.add(value());
    }
    if (at('\r')) {
      position++;
    }
    if (at('\n')) {
      position++;
      line++;
    }
    return new Row(begin, values);
  }

  private String value() {
    if (!at('"')) {
      int begin = position;
      while (position < text.length() && ",\r\n".indexOf(text.charAt(position)) < 0) {
        position++;
      }
      return text.substring(begin, position);
    }
    return quoted();
  }

  private String quoted() {
    Position begin = new Position(line, 1 + position - (text.lastIndexOf('\n', position) + 1));
    StringBuilder value = new StringBuilder();
    position++;
    while (position < text.length()) {
      char next = text.charAt(position++);
      if (next == '\n') {
        line++;
      }
      if (next != '"') {
        value.append(next);
      } else if (at('"')) {
        position++;
        value.append('"');
      } else {
        tellSurplus(begin);
        return value.toString();
      }
    }
    mistakes.add(
        begin, "a quote without its end", "a quote at the end, and \"\" for one in the text");
    return value.toString();
  }

  private void tellSurplus(Position begin) {
    if (position < text.length() && ",\r\n".indexOf(text.charAt(position)) < 0) {
      mistakes.add(
          begin, "more after the quotes", "quotes around the whole value, \"\" for one in it");
      while (position < text.length() && ",\r\n".indexOf(text.charAt(position)) < 0) {
        position++;
      }
    }
  }

  private boolean at(char wanted) {
    return position < text.length() && text.charAt(position) == wanted;
  }
}
