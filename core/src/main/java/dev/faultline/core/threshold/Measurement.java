package dev.faultline.core.threshold;

import dev.faultline.core.delivery.DeliveryStatus;
import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.resource.ResourceHistory;
import dev.faultline.core.resource.ResourceSample;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.threshold.ThresholdExpression.Aggregate;
import dev.faultline.core.threshold.ThresholdExpression.Percentile;
import dev.faultline.core.threshold.ThresholdExpression.Simple;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.function.ToLongFunction;

/** What is known of a metric after some windows. */
sealed interface Measurement {

  static Measurement of(MetricSelector selector) {
    return switch (selector.metric()) {
      case RESPONSE_TIME -> new Trend(WindowStats::responseTime);
      case SERVICE_TIME -> new Trend(WindowStats::serviceTime);
      case FAILED -> new Share(WindowStats::failed, WindowStats::completed);
      case CHECKS -> new Share(window -> window.outcomes().get(Outcome.OK), Measurement::answered);
      case REQUESTS -> new Counter(selector.results()::count);
      case DATA_SENT -> new Counter(WindowStats::bytesSent);
      case DATA_RECEIVED -> new Counter(WindowStats::bytesReceived);
      case DROPPED -> new Share(WindowStats::dropped, WindowStats::offered);
      case DROPPED_ITERATIONS -> new Counter(WindowStats::dropped);
      case IN_FLIGHT -> new Gauge(WindowStats::inFlight);
      case ITERATIONS -> new Total(RunProgress::completed);
      case DELIVERY_TIME -> new Trend(Measurement::deliveryTime);
      case DELIVERED -> new Events(DeliveryStatus.DELIVERED, DeliveryStatus.OUT_OF_ORDER);
      case DELIVERY_LOST -> new Events(DeliveryStatus.LOST);
      case DELIVERY_DUPLICATED -> new Events(DeliveryStatus.DUPLICATED);
      case DELIVERY_OUT_OF_ORDER -> new Events(DeliveryStatus.OUT_OF_ORDER);
      case DELIVERY_LATE -> new Events(DeliveryStatus.LATE);
      case RESOURCE_USED -> new Used(selector.measure().orElseThrow());
      case RESOURCE_GROWTH -> new Growing(selector.measure().orElseThrow());
    };
  }

  /** Takes a window of a second that is not over yet. */
  default void add(WindowStats window) {}

  /** Takes the next sample of the resource that is meant. */
  default void add(ResourceSample sample) {}

  /** A second is over. */
  default void add(RunProgress progress) {}

  /**
   * Whether it is all that there was: if not, nobody knows if a condition holds that does so far.
   */
  default boolean complete() {
    return true;
  }

  /** Empty when there was nothing to measure. */
  OptionalDouble value(Aggregate aggregate);

  /** The aggregate is none of the metric's kind; the parser lets no such threshold through. */
  static IllegalArgumentException illegal(Aggregate aggregate) {
    return new IllegalArgumentException("the metric has no aggregate " + aggregate);
  }

  private static LatencyHistogram deliveryTime(WindowStats window) {
    return window.series().step().equals(Series.DELIVERY)
        ? window.responseTime()
        : new LatencyHistogram();
  }

  private static long answered(WindowStats window) {
    return window.outcomes().get(Outcome.OK) + window.outcomes().get(Outcome.CHECK_FAILED);
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
            case Simple.COUNT, Simple.RATE, Simple.VALUE -> throw illegal(aggregate);
          };
      return merged.count() == 0
          ? OptionalDouble.empty()
          : OptionalDouble.of(micros / MICROS_PER_MILLI);
    }
  }

  /** Some of what a window counts, of all of it. */
  final class Share implements Measurement {

    private final ToLongFunction<WindowStats> partOf;
    private final ToLongFunction<WindowStats> wholeOf;
    private long part;
    private long whole;

    Share(ToLongFunction<WindowStats> partOf, ToLongFunction<WindowStats> wholeOf) {
      this.partOf = partOf;
      this.wholeOf = wholeOf;
    }

    @Override
    public void add(WindowStats window) {
      part += partOf.applyAsLong(window);
      whole += wholeOf.applyAsLong(window);
    }

    @Override
    public OptionalDouble value(Aggregate aggregate) {
      if (aggregate != Simple.RATE) {
        throw illegal(aggregate);
      }
      return whole == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) part / whole);
    }
  }

  /** A sum over windows, and how much of it there is per second of the time that they span. */
  final class Counter implements Measurement {

    private final ToLongFunction<WindowStats> source;
    private final Span span = new Span();
    private long sum;

    Counter(ToLongFunction<WindowStats> source) {
      this.source = source;
    }

    @Override
    public void add(WindowStats window) {
      sum += source.applyAsLong(window);
      span.add(window);
    }

    @Override
    public OptionalDouble value(Aggregate aggregate) {
      return span.of(sum, aggregate);
    }
  }

  /** What became of events, which is not known of all of them when a generator was lost. */
  final class Events implements Measurement {

    private final List<DeliveryStatus> counted;
    private final Span span = new Span();
    private long sum;
    private long unknown;

    Events(DeliveryStatus... counted) {
      this.counted = List.of(counted);
    }

    @Override
    public void add(WindowStats window) {
      counted.forEach(status -> sum += status.count(window));
      unknown += DeliveryStatus.unknown(window);
      span.add(window);
    }

    @Override
    public boolean complete() {
      return unknown == 0;
    }

    @Override
    public OptionalDouble value(Aggregate aggregate) {
      return span.of(sum, aggregate);
    }
  }

  /** What the whole run has counted so far, as its last progress tells. */
  final class Total implements Measurement {

    private final ToLongFunction<RunProgress> source;
    private final Span span = new Span();
    private long total;

    Total(ToLongFunction<RunProgress> source) {
      this.source = source;
    }

    @Override
    public void add(WindowStats window) {
      span.add(window);
    }

    @Override
    public void add(RunProgress progress) {
      total = source.applyAsLong(progress);
    }

    @Override
    public OptionalDouble value(Aggregate aggregate) {
      return span.of(total, aggregate);
    }
  }

  /** What is the case at the end of each second, summed over what was told of that second. */
  final class Gauge implements Measurement {

    private final ToLongFunction<WindowStats> source;
    private boolean told;
    private long now;
    private OptionalDouble last = OptionalDouble.empty();
    private double min = Double.POSITIVE_INFINITY;
    private double max = Double.NEGATIVE_INFINITY;

    Gauge(ToLongFunction<WindowStats> source) {
      this.source = source;
    }

    @Override
    public void add(WindowStats window) {
      now += source.applyAsLong(window);
      told = true;
    }

    @Override
    public void add(RunProgress progress) {
      if (told) {
        last = OptionalDouble.of(now);
        min = Math.min(min, now);
        max = Math.max(max, now);
        now = 0;
        told = false;
      }
    }

    @Override
    public OptionalDouble value(Aggregate aggregate) {
      if (last.isEmpty()) {
        return last;
      }
      return switch (aggregate) {
        case Simple.VALUE -> last;
        case Simple.MIN -> OptionalDouble.of(min);
        case Simple.MAX -> OptionalDouble.of(max);
        default -> throw illegal(aggregate);
      };
    }
  }

  /** What a resource uses. */
  record Used(String measure, ResourceHistory history) implements Measurement {

    Used(String measure) {
      this(measure, new ResourceHistory());
    }

    @Override
    public void add(ResourceSample sample) {
      Optional.ofNullable(sample.values().get(measure))
          .ifPresent(value -> history.add(sample.atMicros(), value));
    }

    @Override
    public OptionalDouble value(Aggregate aggregate) {
      return switch (aggregate) {
        case Simple.VALUE -> history.last();
        case Simple.MIN -> history.min();
        case Simple.MAX -> history.max();
        default -> throw illegal(aggregate);
      };
    }
  }

  /** How fast that grows. */
  record Growing(Used used) implements Measurement {

    Growing(String measure) {
      this(new Used(measure));
    }

    @Override
    public void add(ResourceSample sample) {
      used.add(sample);
    }

    @Override
    public OptionalDouble value(Aggregate aggregate) {
      if (aggregate != Simple.VALUE) {
        throw illegal(aggregate);
      }
      return used.history().growthPerHour();
    }
  }

  /** The time from the first window's begin to the last one's end. */
  final class Span {

    private long startMicros = Long.MAX_VALUE;
    private long endMicros = Long.MIN_VALUE;

    void add(WindowStats window) {
      startMicros = Math.min(startMicros, window.startMicros());
      endMicros = Math.max(endMicros, window.endMicros());
    }

    /** The count itself or its rate per second; empty when there was no window. */
    OptionalDouble of(long count, Aggregate aggregate) {
      if (startMicros > endMicros) {
        return OptionalDouble.empty();
      }
      return switch (aggregate) {
        case Simple.COUNT -> OptionalDouble.of(count);
        case Simple.RATE -> OptionalDouble.of(count * 1e6 / (endMicros - startMicros));
        default -> throw illegal(aggregate);
      };
    }
  }
}
