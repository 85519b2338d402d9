package dev.faultline.cli.plan;

import dev.faultline.cli.report.Numbers;
import dev.faultline.core.profile.LoadCurve;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A load curve in the characters of a terminal. A column shows the highest level of its time, so a
 * peak is seen however short it is.
 *
 * @param columns the highest level of each
 */
record LevelChart(double[] columns) {

  static final int MARGIN = 12;

  private static final int HEIGHT = 5;
  private static final String EIGHTHS = " ▁▂▃▄▅▆▇█";
  private static final int FULL = EIGHTHS.length() - 1;

  /**
   * @param endMicros of the last column
   */
  static LevelChart of(LoadCurve curve, long endMicros, int width) {
    double[] columns = new double[width];
    Arrays.setAll(
        columns,
        i -> curve.highest(endMicros * i / width, Math.max(1, endMicros * (i + 1) / width)));
    return new LevelChart(columns);
  }

  /** The highest level of all. */
  double peak() {
    return Arrays.stream(columns).max().orElse(0);
  }

  List<String> lines() {
    List<String> lines = new ArrayList<>();
    for (int row = HEIGHT - 1; row >= 0; row--) {
      String label = row == HEIGHT - 1 ? Numbers.significant(peak()) + " ┤" : "│";
      lines.add((margin(label) + row(row)).stripTrailing());
    }
    lines.add(margin("0 ┼") + "─".repeat(columns.length));
    return lines;
  }

  private static String margin(String label) {
    return " ".repeat(Math.max(0, MARGIN - label.length())) + label;
  }

  private String row(int row) {
    StringBuilder cells = new StringBuilder();
    for (double level : columns) {
      cells.append(EIGHTHS.charAt(Math.clamp(eighths(level) - (long) row * FULL, 0, FULL)));
    }
    return cells.toString();
  }

  /** At least one where there is any load. */
  private int eighths(double level) {
    return level == 0 ? 0 : Math.max(1, (int) Math.round(level / peak() * HEIGHT * FULL));
  }
}
