package dev.faultline.core.threshold;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.threshold.ThresholdExpression.Aggregate;
import dev.faultline.core.threshold.ThresholdExpression.Percentile;
import dev.faultline.core.threshold.ThresholdExpression.Simple;
import dev.faultline.core.window.WindowStats;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/** What is known of a metric after some windows. */
sealed interface Measurement {

  static Measurement of(ThresholdMetric metric) {
    return switch (metric) {
      case RESPONSE_TIME -> new Trend(WindowStats::responseTime);
      case SERVICE_TIME -> new Trend(WindowStats::serviceTime);
      case FAILED -> new Failed();
      case DROPPED -> new Dropped();
      case REQUESTS -> new Requests();
    };
  }

  void add(WindowStats window);

  /** Empty when there was nothing to measure. */
  OptionalDouble value(Aggregate aggregate);

  /** The aggregate is none of the metric's kind; the parser lets no such threshold through. */
  static IllegalArgumentException illegal(Aggregate aggregate) {
    return new IllegalArgumentException("the metric has no aggregate " + aggregate);
  }

  private static OptionalDouble share(long part, long whole) {
    return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
  }

  /** Latencies, in milliseconds. */
  final class Trend implements Measurement {

    private static final double MICROS_PER_MILLI = 1e3;

    private final Function<WindowStats, LatencyHistogram> source;
    private final LatencyHistogram merged = new LatencyHistogram();

    Trend(Function<WindowStats, LatencyHistogram> source) {
      this.source = source;
    }

    @Override
    public void add(WindowStats window) {
      merged.add(source.apply(window));
    }

    @Override
    public OptionalDouble value(Aggregate aggregate) {
      double micros =
          switch (aggregate) {
            case Percentile(double percent) -> merged.percentile(percent);
            case Simple.AVG -> merged.mean();
            case Simple.MIN -> merged.min();
            case Simple.MED -> merged.percentile(50);
            case Simple.MAX -> merged.max();
            case Simple.COUNT, Simple.RATE -> throw illegal(aggregate);
          };
      return merged.count() == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(micros / MICROS_PER_MILLI);
    }
  }

  /** Results that were not successful, of all results. */
  final class Failed implements Measurement {

    private long failed;
    private long completed;

    @Override
    public void add(WindowStats window) {
      failed += window.failed();
      completed += window.completed();
    }

    @Override
    public OptionalDouble value(Aggregate aggregate) {
      return switch (aggregate) {
        case Simple.RATE -> share(failed, completed);
        default -> throw illegal(aggregate);
      };
    }
  }

  /**
   * Arrivals that were not started, of all that were due. Each step's window repeats the counts of
   * its scenario, so one step stands for its scenario.
   */
  final class Dropped implements Measurement {

    private final Map<String, String> stepOfScenario = new HashMap<>();
    private long dropped;
    private long due;

    @Override
    public void add(WindowStats window) {
      String step = window.series().step();
      String counted = stepOfScenario.computeIfAbsent(window.series().scenario(), _ -> step);
      if (step.equals(counted)) {
        dropped += window.dropped();
        due += window.offered();
      }
    }

    @Override
    public OptionalDouble value(Aggregate aggregate) {
      return switch (aggregate) {
        case Simple.RATE -> share(dropped, due);
        default -> throw illegal(aggregate);
      };
    }
  }

  /** Results, and how many per second of the time that the windows span. */
  final class Requests implements Measurement {

    private long completed;
    private long startMicros = Long.MAX_VALUE;
    private long endMicros = Long.MIN_VALUE;

    @Override
    public void add(WindowStats window) {
      completed += window.completed();
      startMicros = Math.min(startMicros, window.startMicros());
      endMicros = Math.max(endMicros, window.endMicros());
    }

    @Override
    public OptionalDouble value(Aggregate aggregate) {
      if (startMicros > endMicros) {
        return OptionalDouble.empty();
      }
      return switch (aggregate) {
        case Simple.COUNT -> OptionalDouble.of(completed);
        case Simple.RATE -> OptionalDouble.of(completed * 1e6 / (endMicros - startMicros));
        default -> throw illegal(aggregate);
      };
    }
  }
}
