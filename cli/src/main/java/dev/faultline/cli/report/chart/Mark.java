package dev.faultline.cli.report.chart;

import dev.faultline.cli.report.figures.TimeSpan;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.Metric;
import dev.faultline.core.regression.RegressionEvent;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * A regression in a chart: from its onset to its end, or to the end of the run.
 *
 * @param name as in the table of regressions, for example {@code R1}
 * @param open whether it had not ended when the run did
 * @param baseline what the metric was when healthy, when the chart has an axis for it
 */
public record Mark(
    String name,
    Attribution attribution,
    long onsetMicros,
    long detectedMicros,
    long endMicros,
    boolean open,
    OptionalDouble baseline) {

  static Mark of(String name, RegressionEvent event, TimeSpan span) {
    Degradation what = event.degradation();
    return new Mark(
        name,
        event.explanation().attribution(),
        what.onsetMicros(),
        what.detectedMicros(),
        what.endMicros().orElse(span.endMicros()),
        what.endMicros().isEmpty(),
        what.metric() == Metric.RESPONSE_TIME_P95
            ? OptionalDouble.of(what.baseline())
            : OptionalDouble.empty());
  }

  /** The class of an attribution in the style sheet. */
  public static String style(Attribution attribution) {
    return attribution.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
