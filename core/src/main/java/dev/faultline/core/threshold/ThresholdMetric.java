package dev.faultline.core.threshold;

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
    TREND,
    RATE,
    COUNTER
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
