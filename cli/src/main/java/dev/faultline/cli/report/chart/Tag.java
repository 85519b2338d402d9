package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.markup.Element;

/**
 * Words beside a stretch of the axis: they begin where it begins, or end at the right edge when
 * there is no room. Room is reckoned for a phone, so that words never collide on any screen.
 *
 * @param from left end of the stretch, 0 to 1
 * @param to right end of the stretch
 */
record Tag(String words, double from, double to) {

  private static final double NARROW_PLOT = 270;
  private static final double CHARACTER = 6.2;
  private static final double GAP = 8;

  /** All the room that the stretch and its words take. */
  Lanes.Interval room() {
    double width = width();
    return beginsAtStretch()
        ? new Lanes.Interval(from, Math.max(to, from + width))
        : new Lanes.Interval(Math.min(from, 1 - width), 1);
  }

  /** The words, standing on that line. */
  Element element(double baseline) {
    return Element.of("text", words)
        .with("x", TimeScale.percent(beginsAtStretch() ? from : 1))
        .with("y", baseline)
        .with("text-anchor", beginsAtStretch() ? "start" : "end");
  }

  /** Whether the stretch is long enough for the words, even on a phone. */
  boolean fits() {
    return width() <= to - from;
  }

  private boolean beginsAtStretch() {
    return from + width() <= 1;
  }

  private double width() {
    return (words.length() * CHARACTER + GAP) / NARROW_PLOT;
  }
}
