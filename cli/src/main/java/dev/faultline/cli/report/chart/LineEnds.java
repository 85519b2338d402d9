package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.markup.Element;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The names of lines, written where they end, moved apart where they would cover each other. */
final class LineEnds {

  private static final double APART = 13;

  private LineEnds() {}

  private record End(Line line, double y) {}

  static Element of(List<Line> lines, Axes axes) {
    List<End> ends = new ArrayList<>();
    for (Line line : lines) {
      if (!line.label().isEmpty() && !line.dots().isEmpty()) {
        ends.add(new End(line, axes.y(line.dots().getLast().value())));
      }
    }
    ends.sort(Comparator.comparingDouble(End::y));
    double[] ys = apart(ends.stream().mapToDouble(End::y).toArray(), axes.height());
    Element names = Element.of("g").styled("line-ends");
    for (int i = 0; i < ys.length; i++) {
      names.add(
          Element.of("text", ends.get(i).line().label())
              .styled(ends.get(i).line().style())
              .with("x", "100%")
              .with("dx", 6)
              .with("y", ys[i] + 4));
    }
    return names;
  }

  /**
   * Moves ascending positions down, and those that then lie below the bottom up again, until all
   * are apart.
   */
  static double[] apart(double[] ascending, double bottom) {
    double[] moved = ascending.clone();
    for (int i = 1; i < moved.length; i++) {
      moved[i] = Math.max(moved[i], moved[i - 1] + APART);
    }
    double lowest = bottom;
    for (int i = moved.length - 1; i >= 0; i--) {
      moved[i] = Math.min(moved[i], lowest);
      lowest = moved[i] - APART;
    }
    return moved;
  }
}
