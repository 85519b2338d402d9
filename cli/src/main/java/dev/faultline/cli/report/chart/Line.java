package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.markup.Element;
import java.util.List;
import java.util.Locale;

/**
 * A line of a chart. It breaks where there is no dot: a gap is shown, never bridged.
 *
 * @param style its class in the style sheet
 * @param label written at its right end, when not empty
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
      boolean joined = i > 0 && neighbours(dots.get(i - 1), dot);
      boolean alone = !joined && (i + 1 == dots.size() || !neighbours(dot, dots.get(i + 1)));
      // A lone dot would hardly be seen: it is drawn as long as its bucket.
      long at = alone ? dot.startMicros : dot.startMicros + everyMicros / 2;
      double y = axes.y(dot.value);
      d.append(String.format(Locale.ROOT, "%s%.1f %.1f", joined ? "L" : "M", x(axes, at), y));
      if (alone) {
        d.append(String.format(Locale.ROOT, "H%.1f", x(axes, dot.startMicros + everyMicros)));
      }
    }
    return Element.of("path").styled("line " + style).with("d", d);
  }

  private boolean neighbours(Dot earlier, Dot later) {
    return earlier.startMicros + everyMicros >= later.startMicros;
  }

  private static double x(Axes axes, long atMicros) {
    return axes.time().fraction(atMicros) * Chart.PATH_WIDTH;
  }
}
