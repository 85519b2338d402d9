package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.markup.Element;

/**
 * Regression marks and fault bands: named in lanes above the plot, hanging down into it. Lanes grow
 * upwards from the plot; marks come first, so that the bands' names stand on top.
 */
final class LaneMarks {

  private static final int LANE = 21;
  private static final int BAR = 4;

  /** More would be taller than the plot; what is beyond shares the last lane, without words. */
  private static final int MOST_LANES = 8;

  private final Axes axes;
  private final Lanes lanes = new Lanes();
  private final Element back = Element.of("g");
  private final Element front = Element.of("g");

  LaneMarks(Axes axes) {
    this.axes = axes;
  }

  /** A bar from onset to end, a dot where it was proven, and lines down to the axis. */
  void mark(Mark mark) {
    Tag tag = tag(mark.name(), mark.attribution().toString(), mark.onsetMicros(), mark.endMicros());
    int lane = lanes.place(tag.room());
    double top = top(lane);
    double bar = top + LANE - BAR - 1;
    Element group = Element.of("g").styled("mark " + Mark.style(mark.attribution()));
    back.add(
        axes.stretch(mark.onsetMicros(), mark.endMicros(), 0, axes.height())
            .styled("tint " + Mark.style(mark.attribution())));
    group.add(axes.upright(mark.onsetMicros(), bar, axes.height()));
    if (!mark.open()) {
      group.add(axes.upright(mark.endMicros(), bar, axes.height()));
    }
    mark.baseline()
        .ifPresent(
            baseline ->
                group.add(
                    axes.upright(mark.onsetMicros(), axes.y(baseline), axes.y(baseline))
                        .with("x2", axes.time().x(mark.endMicros()))
                        .styled("baseline")));
    group.add(axes.stretch(mark.onsetMicros(), mark.endMicros(), bar, BAR).styled("bar"));
    group.add(
        Element.of("circle")
            .with("cx", axes.time().x(mark.detectedMicros()))
            .with("cy", bar + BAR / 2.0)
            .with("r", 3.5));
    label(group, tag, lane, top);
    front.add(group);
  }

  /** A shaded stretch; with its name only where the chart is the first of several. */
  void band(Band band, boolean named) {
    double top = 0;
    Element group = Element.of("g").styled("fault");
    if (named) {
      Tag tag = tag(band.fault(), "", band.fromMicros(), band.toMicros());
      int lane = lanes.place(tag.room());
      top = top(lane);
      label(group, tag, lane, top);
    }
    back.add(
        axes.stretch(band.fromMicros(), band.toMicros(), top, axes.height() - top)
            .styled("band")
            .with("data-fault", band.fault()));
    front.add(group);
  }

  private Tag tag(String name, String more, long fromMicros, long toMicros) {
    return new Tag(name, more, axes.time().fraction(fromMicros), axes.time().fraction(toMicros));
  }

  private static double top(int lane) {
    return -LANE * (Math.min(lane, MOST_LANES - 1) + 1.0);
  }

  private static void label(Element group, Tag tag, int lane, double top) {
    if (lane < MOST_LANES) {
      group.add(tag.element(top + LANE - BAR - 4));
    }
  }

  /** What lies behind the plot. */
  Element back() {
    return back;
  }

  /** What lies before it. */
  Element front() {
    return front;
  }

  /** How far it all reaches above the plot, in pixels. */
  int height() {
    return LANE * Math.min(lanes.count(), MOST_LANES);
  }
}
