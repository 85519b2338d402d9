package dev.faultline.cli.demo;

import java.time.Duration;
import java.util.Map;

/** How long the demo takes. */
public enum Length {
  /** As its plan has it: about a minute of load. */
  FULL(Duration.ofSeconds(46), Map.of()),

  /** Just long enough to learn what healthy is and to prove each change; for tests. */
  QUICK(Duration.ofSeconds(29), Map.of("hold", "36s", "fault_at", "12s", "fault_for", "10s"));

  private final Duration slowDownAfter;

  @SuppressWarnings("ImmutableEnumChecker") // Map.of cannot be changed
  private final Map<String, String> parameters;

  Length(Duration slowDownAfter, Map<String, String> parameters) {
    this.slowDownAfter = slowDownAfter;
    this.parameters = parameters;
  }

  /** When the target becomes slower, from the run's start: after the recovery, before the end. */
  Duration slowDownAfter() {
    return slowDownAfter;
  }

  /** Values for the plan. */
  Map<String, String> parameters() {
    return parameters;
  }
}
