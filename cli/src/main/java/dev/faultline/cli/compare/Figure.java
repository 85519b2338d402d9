package dev.faultline.cli.compare;

import dev.faultline.cli.report.Numbers;
import dev.faultline.cli.report.summary.LatencySummary;
import dev.faultline.cli.report.summary.StepSummary;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.ToDoubleFunction;

/** What is compared of a step. */
public enum Figure {
  /** Percentiles of the response time in milliseconds. */
  P50("p50"),
  P95("p95"),
  P99("p99"),
  /** Share of results that were not successful, 0 to 1. */
  ERROR_RATE("error rate"),
  /** Results per second, mean over the run. */
  THROUGHPUT("throughput");

  private final String label;

  Figure(String label) {
    this.label = label;
  }

  /** The figure's name, for people. */
  public String label() {
    return label;
  }

  /** Its value for a step of the run; empty when nothing was measured. */
  OptionalDouble of(StepSummary step, StoredRun run) {
    return switch (this) {
      case P50 -> latency(step, LatencySummary::p50);
      case P95 -> latency(step, LatencySummary::p95);
      case P99 -> latency(step, LatencySummary::p99);
      case ERROR_RATE ->
          step.errorRate() == null ? OptionalDouble.empty() : OptionalDouble.of(step.errorRate());
      case THROUGHPUT -> {
        OptionalDouble seconds = run.seconds();
        yield seconds.isEmpty()
            ? OptionalDouble.empty()
            : OptionalDouble.of(step.count() / seconds.getAsDouble());
      }
    };
  }

  private static OptionalDouble latency(StepSummary step, ToDoubleFunction<LatencySummary> which) {
    return step.responseTimeMillis() == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(which.applyAsDouble(step.responseTimeMillis()));
  }

  /** A value of this figure, for people. */
  String written(OptionalDouble value) {
    if (value.isEmpty()) {
      return "NO_DATA";
    }
    return switch (this) {
      case P50, P95, P99 -> Numbers.latency(value.getAsDouble() * 1e3);
      case ERROR_RATE -> Numbers.percent(value.getAsDouble());
      case THROUGHPUT -> Numbers.perSecond(value.getAsDouble());
    };
  }

  /** How far the value moved: percentage points for the error rate, percent for the others. */
  String change(double baseline, double current) {
    if (this == ERROR_RATE) {
      return signed("%+.2f", (current - baseline) * 100) + "\u00A0pp";
    }
    if (baseline == 0) {
      return current == 0 ? "+0.0\u00A0%" : "from 0";
    }
    return signed("%+.1f", (current - baseline) / baseline * 100) + "\u00A0%";
  }

  private static String signed(String format, double value) {
    return String.format(Locale.ROOT, format, value).replaceFirst("^-(0\\.0+)$", "+$1");
  }
}
