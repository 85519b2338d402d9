package dev.faultline.cli.compare;

import java.util.OptionalDouble;

/**
 * A figure of a step in both runs.
 *
 * @param baseline in the figure's unit; empty when nothing was measured
 * @param current likewise
 */
record Change(Figure figure, OptionalDouble baseline, OptionalDouble current, Judgement judgement) {

  /** What is thought of a change. */
  enum Judgement {
    FINE,
    /** Worse by more than is tolerated. */
    WORSE,
    /** A value is missing: neither worse nor not worse. */
    UNKNOWN
  }

  static Change of(
      Figure figure, OptionalDouble baseline, OptionalDouble current, Tolerance tolerance) {
    return new Change(figure, baseline, current, judge(figure, baseline, current, tolerance));
  }

  private static Judgement judge(
      Figure figure, OptionalDouble baseline, OptionalDouble current, Tolerance tolerance) {
    if (baseline.isEmpty() || current.isEmpty()) {
      return Judgement.UNKNOWN;
    }
    return tolerance.exceeded(figure, baseline.getAsDouble(), current.getAsDouble())
        ? Judgement.WORSE
        : Judgement.FINE;
  }

  /** How far it moved, for people. */
  String moved() {
    return judgement == Judgement.UNKNOWN
        ? "–"
        : figure.change(baseline.getAsDouble(), current.getAsDouble());
  }

  /** What is to be said of it; nothing when it is fine. */
  String remark() {
    return switch (judgement) {
      case FINE -> "";
      case WORSE -> "worse";
      case UNKNOWN -> "unknown";
    };
  }
}
