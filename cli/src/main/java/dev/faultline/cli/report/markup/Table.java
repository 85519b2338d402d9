package dev.faultline.cli.report.markup;

import java.util.ArrayList;
import java.util.List;

/** A table with a heading for each column; the first cell of a row is the row's heading. */
public final class Table {

  private final String caption;
  private final List<String> headings;
  private final List<Element> rows = new ArrayList<>();

  private boolean quiet;

  private Table(String caption, List<String> headings) {
    this.caption = caption;
    this.headings = headings;
  }

  /**
   * An empty table.
   *
   * @param caption what the table shows, for those who cannot see where it stands
   */
  public static Table of(String caption, String... headings) {
    return new Table(caption, List.of(headings));
  }

  /** The caption repeats the heading above: it is read aloud and not shown. */
  public Table quiet() {
    quiet = true;
    return this;
  }

  /** Adds a row; it has a cell for each column. */
  public Table row(Node... cells) {
    if (cells.length != headings.size()) {
      throw new IllegalArgumentException(
          "%d cells for %d columns".formatted(cells.length, headings.size()));
    }
    Element row = Element.of("tr", Element.of("th", cells[0]).with("scope", "row"));
    for (int column = 1; column < cells.length; column++) {
      row.add(Element.of("td", cells[column]));
    }
    rows.add(row);
    return this;
  }

  /** The table, in a frame that scrolls sideways when the page is too narrow. */
  public Element element() {
    Element head = Element.of("tr");
    for (String heading : headings) {
      head.add(Element.of("th", heading).with("scope", "col"));
    }
    return Element.of(
            "div",
            Element.of(
                "table",
                Element.of("caption", caption).styled(quiet ? "quiet" : "shown"),
                Element.of("thead", head),
                Element.of("tbody").add(rows)))
        .styled("scroll");
  }
}
