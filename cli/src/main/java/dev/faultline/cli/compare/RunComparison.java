package dev.faultline.cli.compare;

import dev.faultline.cli.compare.Change.Judgement;
import dev.faultline.cli.compare.StepComparison.InBoth;
import dev.faultline.cli.compare.StepComparison.OnlyInCurrent;
import dev.faultline.core.run.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/**
 * Two runs beside each other.
 *
 * @param steps the baseline's in its order, then those that only the current run has
 */
public record RunComparison(
    StoredRun baseline, StoredRun current, Tolerance tolerance, List<StepComparison> steps) {

  /**
   * What the comparison comes to.
   *
   * @param verdict FAIL when a figure is worse than tolerated; INCONCLUSIVE when a run or a figure
   *     cannot be judged
   * @param reason one sentence
   */
  public record Conclusion(Verdict verdict, String reason) {}

  /**
   * Compares them.
   *
   * @throws IncomparableRunsException when they have no step in common
   */
  public static RunComparison of(StoredRun baseline, StoredRun current, Tolerance tolerance)
      throws IncomparableRunsException {
    List<StepComparison> steps =
        Stream.<StepComparison>concat(
                baseline.summary().steps().stream()
                    .map(step -> StepComparison.of(step, baseline, current, tolerance)),
                current.summary().steps().stream()
                    .filter(step -> baseline.step(step).isEmpty())
                    .map(step -> new OnlyInCurrent(step.scenario(), step.step())))
            .toList();
    if (steps.stream().noneMatch(InBoth.class::isInstance)) {
      throw new IncomparableRunsException(baseline, current);
    }
    return new RunComparison(baseline, current, tolerance, steps);
  }

  /** The first of these that applies: a run that is inconclusive, worse, unknown, or all fine. */
  public Conclusion conclusion() {
    Optional<String> unusable =
        unusable("baseline", baseline).or(() -> unusable("current run", current));
    if (unusable.isPresent()) {
      return new Conclusion(Verdict.INCONCLUSIVE, unusable.get());
    }
    long worse = count(Judgement.WORSE);
    if (worse > 0) {
      return new Conclusion(
          Verdict.FAIL,
          "%d of %d figures worse than the baseline by more than %s"
              .formatted(worse, changes().count(), limit()));
    }
    long unknown = count(Judgement.UNKNOWN);
    return unknown > 0
        ? new Conclusion(
            Verdict.INCONCLUSIVE,
            "NO_DATA for %d of %d figures".formatted(unknown, changes().count()))
        : new Conclusion(
            Verdict.PASS, "nothing is worse than the baseline by more than " + limit());
  }

  private static Optional<String> unusable(String name, StoredRun run) {
    return switch (run.summary().verdict()) {
      case null -> Optional.of("the %s has no verdict".formatted(name));
      case INCONCLUSIVE -> Optional.of("the %s is INCONCLUSIVE".formatted(name));
      case PASS, FAIL -> Optional.empty();
    };
  }

  private String limit() {
    return BigDecimal.valueOf(tolerance.percent()).stripTrailingZeros().toPlainString() + " %";
  }

  private long count(Judgement judgement) {
    return changes().filter(change -> change.judgement() == judgement).count();
  }

  private Stream<Change> changes() {
    return steps.stream()
        .filter(InBoth.class::isInstance)
        .flatMap(step -> ((InBoth) step).changes().stream());
  }

  /** Why the comparison may say little, one sentence each. */
  List<String> doubts() {
    Stream.Builder<String> doubts = Stream.builder();
    String plan = baseline.summary().run().plan();
    if (plan != null && !plan.equals(current.summary().run().plan())) {
      doubts.add(
          "the runs are of different plans: %s and %s"
              .formatted(plan, current.summary().run().plan()));
    }
    Double before = baseline.summary().totals().offeredPerSecond();
    Double now = current.summary().totals().offeredPerSecond();
    if (before != null && now != null && Math.abs(now - before) > 0.05 * before) {
      doubts.add(
          "the load was not the same: %s and %s arrivals were due"
              .formatted(
                  Figure.THROUGHPUT.written(OptionalDouble.of(before)),
                  Figure.THROUGHPUT.written(OptionalDouble.of(now))));
    }
    return doubts.build().toList();
  }
}
