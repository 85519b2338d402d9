package dev.faultline.core.plan;

import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.Mistakes;
import dev.faultline.core.yaml.Position;
import dev.faultline.core.yaml.Value;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A text of values with commas between them, a row in each line. Empty lines and those that begin
 * with {@code #} are passed over. There are no quotes: the values are numbers.
 */
final class CsvFile {

  private CsvFile() {}

  /**
   * A value in its place.
   *
   * @param text without blanks around it
   */
  record Cell(String text, Position at, Mistakes mistakes) implements Value {

    @Override
    public <T> Optional<T> value(Format<T> format) {
      Optional<T> value = format.parse(text);
      if (value.isEmpty()) {
        mistake("'%s' is not %s".formatted(text, format.name()), format.expected());
      }
      return value;
    }

    @Override
    public void mistake(String problem, String expected) {
      mistakes.add(at, problem, expected);
    }
  }

  /**
   * The rows, each with at least one cell.
   *
   * @param mistakes for what is found to be wrong with them
   */
  static List<List<Cell>> rows(String text, Mistakes mistakes) {
    List<List<Cell>> rows = new ArrayList<>();
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i);
      if (!line.isBlank() && !line.startsWith("#")) {
        rows.add(cells(line, i + 1, mistakes));
      }
    }
    return rows;
  }

  private static List<Cell> cells(String line, int number, Mistakes mistakes) {
    List<Cell> cells = new ArrayList<>();
    int begin = 0;
    for (String cell : line.split(",", -1)) {
      int blanks = cell.length() - cell.stripLeading().length();
      Position at = new Position(number, 1 + begin + blanks);
      cells.add(new Cell(cell.strip(), at, mistakes));
      begin += cell.length() + 1;
    }
    return cells;
  }
}
