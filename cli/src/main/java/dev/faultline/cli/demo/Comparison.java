package dev.faultline.cli.demo;

import dev.faultline.cli.run.Planted;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.FaultReport;
import dev.faultline.core.verdict.RunVerdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/**
 * Compares what a run found with what the demo had planted: one fault, and perhaps one slow-down
 * that nobody announced. Found means found at its time and put down to the right cause, with
 * nothing else reported.
 */
final class Comparison {

  /** How far a time that was found may be from the one that was planted. */
  private static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final RunVerdict verdict;
  private final List<String> differences = new ArrayList<>();
  private final List<Planted.Cause> causes = new ArrayList<>();

  private Comparison(RunVerdict verdict) {
    this.verdict = verdict;
  }

  /**
   * @param fault name of the planted fault
   * @param surprise what was done to the target besides, and when; empty when nothing was
   */
  static Planted of(RunVerdict verdict, String fault, Optional<PlantedSurprise> surprise) {
    Comparison comparison = new Comparison(verdict);
    comparison.expectFault(fault);
    comparison.expectSurprise(surprise);
    comparison.expectNothingElse();
    comparison.expectVerdict(surprise.isPresent() ? Verdict.FAIL : Verdict.PASS);
    return comparison.result(surprise.isPresent());
  }

  /**
   * @param what for people
   * @param beganMicros empty when it was planned but could not be done
   */
  record PlantedSurprise(String what, OptionalLong beganMicros) {}

  private void expectFault(String fault) {
    Optional<FaultReport> report =
        verdict.faults().stream().filter(f -> f.fault().equals(fault)).findFirst();
    if (report.isEmpty() || report.get().activeMicros().isEmpty()) {
      differences.add("fault " + fault + " never became ACTIVE");
      return;
    }
    long active = report.get().activeMicros().getAsLong();
    OptionalLong healed = report.get().healedMicros();
    Optional<RegressionEvent> found = theOnly(Attribution.EXPLAINED);
    found.ifPresent(
        regression -> {
          if (!regression.explanation().fault().equals(Optional.of(fault))) {
            differences.add("the EXPLAINED regression is put down to another fault");
          }
          expectNear("onset", regression.degradation().onsetMicros(), fault + " ACTIVE", active);
          expectRecovery(regression, fault, healed);
        });
    causes.add(
        new Planted.Cause(
            "fault " + fault,
            Attribution.EXPLAINED,
            Optional.of(fault),
            active,
            healed,
            found.map(RegressionEvent::id)));
  }

  private void expectRecovery(RegressionEvent regression, String fault, OptionalLong healed) {
    OptionalLong end = regression.degradation().endMicros();
    if (healed.isEmpty() || end.isEmpty()) {
      differences.add("there is no recovery from " + fault);
    } else {
      expectNear("recovery", end.getAsLong(), fault + " HEALED", healed.getAsLong());
    }
  }

  private void expectSurprise(Optional<PlantedSurprise> surprise) {
    if (surprise.isEmpty()) {
      return;
    }
    if (surprise.get().beganMicros().isEmpty()) {
      differences.add("the target did not become slower: " + surprise.get().what());
      return;
    }
    long began = surprise.get().beganMicros().getAsLong();
    Optional<RegressionEvent> found = theOnly(Attribution.UNEXPLAINED);
    found.ifPresent(
        regression ->
            expectNear("onset", regression.degradation().onsetMicros(), "the slow-down", began));
    causes.add(
        new Planted.Cause(
            surprise.get().what(),
            Attribution.UNEXPLAINED,
            Optional.empty(),
            began,
            OptionalLong.empty(),
            found.map(RegressionEvent::id)));
  }

  private Optional<RegressionEvent> theOnly(Attribution attribution) {
    List<RegressionEvent> all = with(attribution);
    if (all.size() != 1) {
      differences.add("there are %d %s regressions, not 1".formatted(all.size(), attribution));
      return Optional.empty();
    }
    return Optional.of(all.getFirst());
  }

  private void expectNothingElse() {
    for (Attribution attribution : Attribution.values()) {
      int found = with(attribution).size();
      boolean planted = causes.stream().anyMatch(cause -> cause.expected() == attribution);
      if (!planted && found > 0) {
        differences.add("there are %d %s regressions, not 0".formatted(found, attribution));
      }
    }
  }

  private void expectVerdict(Verdict expected) {
    if (verdict.verdict() != expected) {
      differences.add("the verdict is %s, not %s".formatted(verdict.verdict(), expected));
    }
  }

  private void expectNear(String what, long foundMicros, String planted, long plantedMicros) {
    long apart = foundMicros - plantedMicros;
    if (Math.abs(apart) > TimeUnit.NANOSECONDS.toMicros(TOLERANCE.toNanos())) {
      differences.add("the %s is %+.1f s from %s".formatted(what, apart / 1e6, planted));
    }
  }

  private List<RegressionEvent> with(Attribution attribution) {
    return verdict.regressions().stream()
        .filter(regression -> regression.explanation().attribution() == attribution)
        .toList();
  }

  private Planted result(boolean surprised) {
    if (!differences.isEmpty()) {
      return new Planted(
          causes,
          false,
          "The run differs from what was planted: " + String.join("; ", differences));
    }
    String sentence =
        surprised
            ? "The run found exactly what was planted: one degradation that the fault explains, and one that nobody announced."
            : "The run found exactly what was planted: one degradation, and the fault explains it.";
    return new Planted(causes, true, sentence);
  }
}
