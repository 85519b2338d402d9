package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.markup.Element;

/**
 * Words beside a stretch of the axis: they begin where it begins, or end at the right edge when
 * there is no room. Room is reckoned for narrow plots, so that words collide on no screen.
 *
 * @param name always written
 * @param more written after the name, except on a phone; may be empty
 * @param from left end of the stretch, 0 to 1
 * @param to right end of the stretch
 */
record Tag(String name, String more, double from, double to) {

  private static final double PHONE = 255;
  private static final double NARROW_WINDOW = 470;
  private static final double CHARACTER = 6.2;
  private static final double BOLD_CAPITAL = 7.2;
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
    Element words =
        Element.of("text", name)
            .with("x", TimeScale.percent(beginsAtStretch() ? from : 1))
            .with("y", baseline)
            .with("text-anchor", beginsAtStretch() ? "start" : "end");
    return more.isEmpty() ? words : words.add(Element.of("tspan", " " + more).styled("more"));
  }

  /** Whether the stretch is long enough for the words, even on a phone. */
  boolean fits() {
    return width() <= to - from;
  }

  private boolean beginsAtStretch() {
    return from + width() <= 1;
  }

  private double width() {
    double onPhone = (name.length() * CHARACTER + GAP) / PHONE;
    int all = name.length() + 1 + more.length();
    return more.isEmpty() ? onPhone : Math.max(onPhone, (all * BOLD_CAPITAL + GAP) / NARROW_WINDOW);
  }
}
