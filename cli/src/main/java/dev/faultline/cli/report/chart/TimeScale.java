package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.figures.TimeSpan;
import dev.faultline.cli.report.markup.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Event time from left to right, the same for every chart of a report. */
public record TimeScale(TimeSpan span) {

  private static final long SECOND = 1_000_000;
  private static final long[] NICE_SECONDS = {
    1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1_800, 3_600, 7_200, 10_800, 21_600, 43_200
  };

  /**
   * A time worth a label.
   *
   * @param label the time since the start, for people
   */
  public record Tick(long atMicros, String label) {}

  /** Where the time lies, 0 at the left end to 1 at the right; times outside lie at the ends. */
  public double fraction(long atMicros) {
    return Math.clamp((double) (atMicros - span.startMicros()) / span.micros(), 0.0, 1.0);
  }

  /** The same as a share of the drawing's width, for SVG. */
  public String x(long atMicros) {
    return percent(fraction(atMicros));
  }

  static String percent(double fraction) {
    return Element.shortest(fraction * 100) + "%";
  }

  /** Ticks at whole steps from the start, the finest steps that give at most so many. */
  public List<Tick> ticks(int most) {
    long step = step(most);
    List<Tick> ticks = new ArrayList<>();
    for (long offset = 0; offset <= span.micros(); offset += step) {
      ticks.add(new Tick(span.startMicros() + offset, label(offset / SECOND, span.micros())));
    }
    return ticks;
  }

  private long step(int most) {
    for (long seconds : NICE_SECONDS) {
      if (span.micros() / (seconds * SECOND) < most) {
        return seconds * SECOND;
      }
    }
    long day = 86_400 * SECOND;
    return Math.ceilDiv(span.micros(), most * day) * day;
  }

  /** A time since the start, as exact as the axis has room for. */
  public String label(long atMicros) {
    return label(Math.floorDiv(atMicros - span.startMicros(), SECOND), span.micros());
  }

  private static String label(long seconds, long spanMicros) {
    if (spanMicros <= 120 * SECOND) {
      return seconds + " s";
    }
    return spanMicros < 3_600 * SECOND
        ? String.format(Locale.ROOT, "%d:%02d", seconds / 60, seconds % 60)
        : String.format(
            Locale.ROOT, "%d:%02d:%02d", seconds / 3_600, seconds / 60 % 60, seconds % 60);
  }
}
