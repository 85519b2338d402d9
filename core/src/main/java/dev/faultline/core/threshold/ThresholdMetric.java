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
  RESPONSE_TIME(Kind.TREND, Scope.STEP, "response_time", "http_req_duration"),
  /** Service time from the actual send, in milliseconds. */
  SERVICE_TIME(Kind.TREND, Scope.STEP, "service_time"),
  /** Share of results that were not successful. */
  FAILED(Kind.RATE, Scope.STEP, "failed", "http_req_failed"),
  /** Share of the answers for which every check of their step held. */
  CHECKS(Kind.RATE, Scope.STEP, "checks"),
  /** Results: their count and their rate per second. */
  REQUESTS(Kind.COUNTER, Scope.RESULT, "requests", "http_reqs"),
  /** Bytes that were sent, and how many per second. */
  DATA_SENT(Kind.COUNTER, Scope.STEP, "data_sent"),
  /** Bytes that were received, and how many per second. */
  DATA_RECEIVED(Kind.COUNTER, Scope.STEP, "data_received"),
  /** Share of due arrivals that were not started. */
  DROPPED(Kind.RATE, Scope.SCENARIO, "dropped"),
  /** Due arrivals that were not started: their count and their rate per second. */
  DROPPED_ITERATIONS(Kind.COUNTER, Scope.SCENARIO, "dropped_iterations"),
  /** Iterations that run at the end of a second, of all scenarios that are meant. */
  IN_FLIGHT(Kind.GAUGE, Scope.SCENARIO, "in_flight"),
  /** Iterations that ended: their count and their rate per second. */
  ITERATIONS(Kind.COUNTER, Scope.RUN, "iterations"),
  /** From when an event should have been published to when it was seen, in milliseconds. */
  DELIVERY_TIME(Kind.TREND, Scope.DELIVERIES, "delivery_time"),
  /** Events that were seen in time, in order or out of order. */
  DELIVERED(Kind.COUNTER, Scope.DELIVERIES, "delivered"),
  /** Events whose publication was acknowledged, and that were not seen in time. */
  DELIVERY_LOST(Kind.COUNTER, Scope.DELIVERIES, "delivery_lost"),
  /** Sights of events that had been seen before. */
  DELIVERY_DUPLICATED(Kind.COUNTER, Scope.DELIVERIES, "delivery_duplicated"),
  /** Events that were seen after one of their key that was published later. */
  DELIVERY_OUT_OF_ORDER(Kind.COUNTER, Scope.DELIVERIES, "delivery_out_of_order"),
  /** Events that were lost, and were seen all the same, after their time. */
  DELIVERY_LATE(Kind.COUNTER, Scope.DELIVERIES, "delivery_late"),
  /** What a resource uses, in the unit of its measure. */
  RESOURCE_USED(Kind.GAUGE, Scope.RESOURCE, "resource_used"),
  /** How much more it uses after an hour, in the unit of its measure. */
  RESOURCE_GROWTH(Kind.FIGURE, Scope.RESOURCE, "resource_growth_per_hour");

  /** k6's metric types: they decide which aggregates exist. */
  public enum Kind {
    /** Many values. */
    TREND("one of p(N), avg, min, med, max"),
    /** A share, 0 to 1. */
    RATE("rate"),
    /** A count, and how fast it grows per second. */
    COUNTER("one of count, rate"),
    /** What is the case now, with its extremes so far. */
    GAUGE("one of value, min, max"),
    /** A single number about the whole run. */
    FIGURE("value");

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
              case AVG, MED -> this == TREND;
              case MIN, MAX -> this == TREND || this == GAUGE;
              case COUNT -> this == COUNTER;
              case RATE -> this == RATE || this == COUNTER;
              case VALUE -> this == GAUGE || this == FIGURE;
            };
      };
    }
  }

  private final Kind kind;
  private final Scope scope;
  private final List<String> names;

  ThresholdMetric(Kind kind, Scope scope, String... names) {
    this.kind = kind;
    this.scope = scope;
    this.names = List.of(names);
  }

  public Kind kind() {
    return kind;
  }

  public Scope scope() {
    return scope;
  }

  /** Names under which a plan may refer to it, our own first. */
  public List<String> names() {
    return names;
  }

  public static Optional<ThresholdMetric> named(String name) {
    return Arrays.stream(values()).filter(metric -> metric.names.contains(name)).findFirst();
  }
}
