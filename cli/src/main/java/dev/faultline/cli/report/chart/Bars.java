package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.markup.Element;
import java.util.List;
import java.util.Locale;

/**
 * A filled layer of a chart: one bar for each bucket.
 *
 * @param style its class in the style sheet
 */
record Bars(String style, List<Bar> bars) {

  /** From one value up to another during the bucket. */
  record Bar(long startMicros, long endMicros, double from, double to) {}

  Element path(Axes axes) {
    StringBuilder d = new StringBuilder();
    for (Bar bar : bars) {
      if (bar.to > bar.from) {
        double left = axes.time().fraction(bar.startMicros) * Chart.PATH_WIDTH;
        double right = axes.time().fraction(bar.endMicros) * Chart.PATH_WIDTH;
        double bottom = axes.y(bar.from);
        double top = axes.y(bar.to);
        d.append(
            String.format(
                Locale.ROOT, "M%.1f %.1fH%.1fV%.1fH%.1fz", left, bottom, right, top, left));
      }
    }
    return Element.of("path").styled("bars " + style).with("d", d);
  }
}
