package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.markup.Element;
import java.util.List;
import java.util.Locale;

/**
 * A line of a chart. It breaks where there is no dot: a gap is shown, never bridged.
 *
 * @param style its class in the style sheet
 * @param label written at its right end
 * @param dots in time order
 * @param everyMicros distance of neighbouring dots
 */
record Line(String style, String label, List<Dot> dots, long everyMicros) {

  /** A value of the bucket that begins at that time. */
  record Dot(long startMicros, double value) {}

  Element path(Axes axes) {
    StringBuilder d = new StringBuilder();
    for (int i = 0; i < dots.size(); i++) {
      Dot dot = dots.get(i);
      boolean joined = i > 0 && dots.get(i - 1).startMicros + everyMicros >= dot.startMicros;
      boolean alone =
          !joined
              && (i + 1 == dots.size()
                  || dot.startMicros + everyMicros < dots.get(i + 1).startMicros);
      double x = axes.time().fraction(dot.startMicros + everyMicros / 2) * Chart.PATH_WIDTH;
      double y = axes.y(dot.value);
      d.append(String.format(Locale.ROOT, "%s%.1f %.1f", joined ? "L" : "M", x, y));
      if (alone) {
        d.append("h0");
      }
    }
    return Element.of("path").styled("line " + style).with("d", d);
  }
}
