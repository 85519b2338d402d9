package dev.faultline.sample;

import java.time.Duration;
import java.util.NavigableMap;
import java.util.TreeMap;

/** The states that something goes through by itself, by the time since it began. */
final class Phases {

  private final NavigableMap<Duration, String> phases = new TreeMap<>();

  private Phases() {}

  static Phases begin(String state) {
    return new Phases().then(Duration.ZERO, state);
  }

  /**
   * @param since from the begin, later than the phase before
   */
  Phases then(Duration since, String state) {
    phases.put(since, state);
    return this;
  }

  String at(Duration sinceBegin) {
    return phases.floorEntry(sinceBegin).getValue();
  }
}
