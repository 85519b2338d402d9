package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.markup.Element;
import java.util.function.DoubleFunction;

/**
 * The frame of a chart's plot.
 *
 * @param unit how a value of the axis is written
 * @param height of the plot, in pixels
 */
record Axes(TimeScale time, ValueScale values, DoubleFunction<String> unit, int height) {

  /** Room for the labels of the time axis. */
  static final int FOOT = 22;

  private static final int MOST_TIME_TICKS = 7;

  /** Pixels from the plot's top. */
  double y(double value) {
    return (1 - values.fraction(value)) * height;
  }

  Element grid() {
    Element grid = Element.of("g").styled("grid");
    for (double tick : values.ticks()) {
      grid.add(horizontal(y(tick)));
      grid.add(
          Element.of("text", unit.apply(tick))
              .with("x", -8)
              .with("y", y(tick) + 4)
              .with("text-anchor", "end"));
    }
    for (TimeScale.Tick tick : time.ticks(MOST_TIME_TICKS)) {
      String x = time.x(tick.atMicros());
      grid.add(
          Element.of("line").with("x1", x).with("x2", x).with("y1", height).with("y2", height + 5));
      grid.add(
          Element.of("text", tick.label())
              .with("x", x)
              .with("y", height + 17)
              .with("text-anchor", "middle"));
    }
    return grid.add(horizontal(height).styled("axis"));
  }

  private static Element horizontal(double y) {
    return Element.of("line").with("x1", 0).with("x2", "100%").with("y1", y).with("y2", y);
  }

  /** A rectangle from one time to another. */
  Element stretch(long fromMicros, long toMicros, double top, double tall) {
    double from = time.fraction(fromMicros);
    return Element.of("rect")
        .with("x", TimeScale.percent(from))
        .with("y", top)
        .with("width", TimeScale.percent(Math.max(0, time.fraction(toMicros) - from)))
        .with("height", tall);
  }

  /** A vertical line. */
  Element upright(long atMicros, double top, double bottom) {
    String x = time.x(atMicros);
    return Element.of("line").with("x1", x).with("x2", x).with("y1", top).with("y2", bottom);
  }
}
