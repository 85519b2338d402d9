package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.markup.Element;
import java.util.List;

/**
 * One drawing over the run's time axis. Positions along the axis are shares of the width, so that
 * it fits every screen with letters of the same size; heights are pixels.
 *
 * <p>From the back to the front: fault bands, NO_DATA, grid, bars, lines, regression marks. The
 * names of bands and marks stand in lanes above the plot.
 *
 * @param id unique in the page
 * @param title what it shows
 * @param description what can be seen in it, for those who cannot
 * @param namedBands whether the bands' names are written: in the first of several charts
 */
record Chart(
    String id,
    String title,
    String description,
    Axes axes,
    List<Band> bands,
    boolean namedBands,
    List<Mark> marks,
    List<Gaps.Gap> gaps,
    List<Bars> bars,
    List<Line> lines) {

  /** Paths are drawn in these units and stretched to the width. */
  static final int PATH_WIDTH = 1000;

  private static final int HEAD = 8;

  Element svg() {
    LaneMarks lanes = new LaneMarks(axes);
    marks.forEach(lanes::mark);
    bands.forEach(band -> lanes.band(band, namedBands));
    int top = lanes.height() + HEAD;
    return Element.of(
            "svg",
            Element.of("title", title).with("id", id + "-title"),
            Element.of("desc", description).with("id", id + "-desc"),
            Element.of(
                    "g",
                    lanes.back(),
                    noData(),
                    axes.grid(),
                    paths(),
                    lanes.front(),
                    LineEnds.of(lines, axes),
                    axes.upright(axes.time().span().startMicros(), 0, axes.height())
                        .styled("cursor"))
                .with("transform", "translate(0 " + top + ")"),
            Element.of("rect", Element.of("title"))
                .styled("reach")
                .with("width", "100%")
                .with("height", "100%"))
        .with("xmlns", "http://www.w3.org/2000/svg")
        .with("role", "img")
        .with("aria-labelledby", id + "-title " + id + "-desc")
        .with("width", "100%")
        .with("height", top + axes.height() + Axes.FOOT);
  }

  private Element noData() {
    Element group = Element.of("g").styled("no-data");
    for (Gaps.Gap gap : gaps) {
      group.add(axes.stretch(gap.fromMicros(), gap.toMicros(), 0, axes.height()));
      Tag words =
          new Tag(
              "NO_DATA",
              "",
              axes.time().fraction(gap.fromMicros()),
              axes.time().fraction(gap.toMicros()));
      if (words.fits()) {
        group.add(words.element(axes.height() / 2.0).with("dx", 4));
      }
    }
    return group;
  }

  private Element paths() {
    Element drawing =
        Element.of("svg")
            .with("width", "100%")
            .with("height", axes.height())
            .with("viewBox", "0 0 " + PATH_WIDTH + " " + axes.height())
            .with("preserveAspectRatio", "none");
    bars.forEach(layer -> drawing.add(layer.path(axes)));
    lines.forEach(line -> drawing.add(line.path(axes)));
    return drawing;
  }
}
