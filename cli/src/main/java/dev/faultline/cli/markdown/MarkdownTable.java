package dev.faultline.cli.markdown;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table in GitHub-flavoured Markdown. Not thread-safe. */
public final class MarkdownTable {

  private final int columns;
  private final List<String> lines = new ArrayList<>();

  private MarkdownTable(List<String> headings) {
    columns = headings.size();
    lines.add(line(headings));
  }

  /**
   * An empty table.
   *
   * @param words how many columns from the left hold words; the others hold numbers
   * @param headings one for each column
   */
  public static MarkdownTable of(int words, String... headings) {
    MarkdownTable table = new MarkdownTable(List.of(headings));
    List<String> rule = new ArrayList<>();
    for (int column = 0; column < headings.length; column++) {
      rule.add(column < words ? "---" : "---:");
    }
    table.lines.add(line(rule));
    return table;
  }

  /**
   * Adds a row.
   *
   * @param cells Markdown on one line, with pipes as they are: they are escaped here
   */
  public MarkdownTable row(String... cells) {
    if (cells.length != columns) {
      throw new IllegalArgumentException(
          "%d cells for %d columns".formatted(cells.length, columns));
    }
    lines.add(line(List.of(cells)));
    return this;
  }

  private static String line(List<String> cells) {
    return cells.stream()
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  /** The lines of the table. */
  public List<String> lines() {
    return List.copyOf(lines);
  }
}
