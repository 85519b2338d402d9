package dev.faultline.core.threshold;

import dev.faultline.core.threshold.ThresholdExpression.Aggregate;
import dev.faultline.core.threshold.ThresholdExpression.Percentile;
import dev.faultline.core.threshold.ThresholdExpression.Simple;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The metrics that a threshold may name; k6's names stand for the same things where they fit. */
public enum ThresholdMetric {
  /** Response time from the intended start, in milliseconds. */
  RESPONSE_TIME(Kind.TREND, "response_time", "http_req_duration"),
  /** Service time from the actual send, in milliseconds. */
  SERVICE_TIME(Kind.TREND, "service_time"),
  /** Share of results that were not successful. */
  FAILED(Kind.RATE, "failed", "http_req_failed"),
  /** Share of due arrivals that were not started. */
  DROPPED(Kind.RATE, "dropped"),
  /** Results, whatever their outcome: their count and their rate per second. */
  REQUESTS(Kind.COUNTER, "requests", "http_reqs");

  /** k6's metric types: they decide which aggregates exist. */
  public enum Kind {
    /** Many values. */
    TREND("one of p(N), avg, min, med, max"),
    /** A share, 0 to 1. */
    RATE("rate"),
    /** A count, and how fast it grows per second. */
    COUNTER("one of count, rate");

    private final String aggregates;

    Kind(String aggregates) {
      this.aggregates = aggregates;
    }

    /** Its aggregates, as a message names what was expected. */
    public String aggregates() {
      return aggregates;
    }

    /** Whether the aggregate means something for metrics of this kind. */
    public boolean has(Aggregate aggregate) {
      return switch (aggregate) {
        case Percentile _ -> this == TREND;
        case Simple simple ->
            switch (simple) {
              case AVG, MIN, MED, MAX -> this == TREND;
              case COUNT -> this == COUNTER;
              case RATE -> this != TREND;
            };
      };
    }
  }

  private final Kind kind;
  private final List<String> names;

  ThresholdMetric(Kind kind, String... names) {
    this.kind = kind;
    this.names = List.of(names);
  }

  public Kind kind() {
    return kind;
  }

  /** Names under which a plan may refer to it, our own first. */
  public List<String> names() {
    return names;
  }

  public static Optional<ThresholdMetric> named(String name) {
    return Arrays.stream(values()).filter(metric -> metric.names.contains(name)).findFirst();
  }
}
