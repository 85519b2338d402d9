package dev.faultline.detector.verdict;

import static dev.faultline.detector.verdict.Finding.fail;
import static dev.faultline.detector.verdict.Finding.inconclusive;

import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.core.verdict.FaultReport;
import dev.faultline.core.verdict.ThresholdResult;
import dev.faultline.core.window.RunProgress;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * The verdict of a run. The first of these that applies decides; all that apply are told:
 *
 * <ol>
 *   <li>INCONCLUSIVE when what was measured cannot be trusted: nothing was measured, less than 99.9
 *       % of the results are proven present, more than 0.1 % came too late for their window, or the
 *       generator was more than 100 ms late in more than 5 % of the seconds after the first three
 *       (and in more than one);
 *   <li>FAIL when a threshold did not hold, when a degradation is not explained by a fault, or when
 *       an explained one had not ended when the run did;
 *   <li>INCONCLUSIVE when the run could not show what it was to show: more arrivals were not
 *       started than the plan allows, dropped or for want of a generator, it is not known what
 *       became of all events, a threshold or a series had no data, a fault failed or came before
 *       there was a baseline to see its effect by;
 *   <li>INCONCLUSIVE when the run was aborted;
 *   <li>otherwise PASS.
 * </ol>
 *
 * Arrivals that were not started come after FAIL on purpose: they make the load lighter, so what
 * failed with it fails without it as well.
 */
public final class VerdictRules {

  private static final double MIN_COMPLETENESS = 0.999;
  private static final double MAX_LATE_SHARE = 0.001;
  private static final double MAX_LATE_SECONDS_SHARE = 0.05;

  private VerdictRules() {}

  /** Judges the run. A pure function. */
  public static Decision decide(RunFacts run) {
    return Decision.of(
        Stream.of(untrusted(run), failures(run), unshown(run), aborted(run))
            .flatMap(findings -> findings)
            .toList());
  }

  private static Stream<Finding> untrusted(RunFacts run) {
    LoadQuality load = run.load();
    RunProgress totals = load.totals().orElseThrow();
    long results = load.results();
    Stream.Builder<Finding> found = Stream.builder();
    if (results == 0) {
      found.add(inconclusive("nothing was measured: no request completed in the whole run"));
    }
    if (totals.missing() > (1 - MIN_COMPLETENESS) * (results + totals.missing())) {
      found.add(
          inconclusive(
              "measurements are missing: %s of %s results were lost on their way"
                  .formatted(totals.missing(), results + totals.missing())));
    }
    if (totals.late() > MAX_LATE_SHARE * (results + totals.late())) {
      found.add(
          inconclusive(
              "measurements came too late to be counted: %s of %s results"
                  .formatted(totals.late(), results + totals.late())));
    }
    if (load.lateSeconds() > Math.max(1, MAX_LATE_SECONDS_SHARE * load.warmSeconds())) {
      found.add(
          inconclusive(
              ("the generator could not keep its own schedule: it was more than %s ms late in %s of"
                      + " %s seconds, so its machine is too busy or the load too high for it")
                  .formatted(
                      LoadQuality.MAX_LAG_MICROS / 1000, load.lateSeconds(), load.warmSeconds())));
    }
    return found.build();
  }

  private static Stream<Finding> failures(RunFacts run) {
    return Stream.concat(
        run.thresholds().stream()
            .filter(threshold -> threshold.observed().isPresent() && !threshold.held())
            .map(threshold -> fail(told(threshold, run.startMicros()))),
        run.regressions().stream().flatMap(VerdictRules::failure));
  }

  private static String told(ThresholdResult threshold, long startMicros) {
    OptionalLong abortedAt = threshold.abortedAtMicros();
    return abortedAt.isEmpty()
        ? notHeld(threshold)
        : "%s, and asked for the end of the run %s into it"
            .formatted(notHeld(threshold), Wording.seconds(abortedAt.getAsLong() - startMicros));
  }

  /** Why a threshold for which something was measured speaks against the run. */
  public static String notHeld(ThresholdResult threshold) {
    return "threshold %s: %s did not hold, it was %s"
        .formatted(
            threshold.metric(),
            threshold.expression(),
            Wording.number(threshold.observed().orElseThrow()));
  }

  private static Stream<Finding> failure(RegressionEvent regression) {
    String series = Wording.series(regression.degradation().series());
    String evidence = regression.explanation().evidence();
    Attribution attribution = regression.explanation().attribution();
    return switch (attribution) {
      case EXPLAINED, CASCADE ->
          regression.phase() == RegressionPhase.RESOLVED
              ? Stream.empty()
              : Stream.of(
                  fail(
                      "%s had not recovered from fault %s when the run ended: %s"
                          .formatted(
                              series, regression.explanation().fault().orElse("?"), evidence)));
      case UNEXPLAINED, PRE_EXISTING, AMBIGUOUS ->
          Stream.of(
              fail("%s degraded, %s: %s".formatted(series, Wording.cause(attribution), evidence)));
    };
  }

  private static Stream<Finding> unshown(RunFacts run) {
    RunProgress totals = run.load().totals().orElseThrow();
    Stream.Builder<Finding> found = Stream.builder();
    if (totals.due() - totals.started() > run.plan().maxDroppedShare() * totals.due()) {
      found.add(notPutOn(totals, run.plan().maxDroppedShare()));
    }
    if (run.load().unknownDeliveries() > 0) {
      found.add(
          inconclusive(
              ("what became of all events is not known: %s were published or seen while their shard"
                      + " had no generator that knew of them")
                  .formatted(run.load().unknownDeliveries())));
    }
    run.thresholds().stream()
        .filter(threshold -> threshold.observed().isEmpty())
        .map(
            threshold ->
                inconclusive(
                    "threshold %s: %s could not be judged, for nothing was measured for it"
                        .formatted(threshold.metric(), threshold.expression())))
        .forEach(found);
    run.unjudged().stream()
        .map(
            series ->
                inconclusive(
                    ("%s could not be compared with its own healthy state: that takes 8 seconds with"
                            + " ten successful requests each before anything goes wrong, and"
                            + " longer where there are fewer")
                        .formatted(Wording.series(series))))
        .forEach(found);
    run.faults().stream().flatMap(fault -> unshown(fault, run)).forEach(found);
    return found.build();
  }

  private static Finding notPutOn(RunProgress totals, double allowed) {
    return totals.uncarried() == 0
        ? inconclusive(
            ("too much of the load was dropped: %s of %s arrivals were not started because the"
                    + " in-flight limit was reached, and the plan allows %s")
                .formatted(totals.dropped(), totals.due(), Wording.percent(allowed)))
        : inconclusive(
            ("too much of the load was not put on: of %s arrivals %s were due while no generator"
                    + " carried their shard, %s more were dropped because the in-flight limit was"
                    + " reached, and the plan allows %s")
                .formatted(
                    totals.due(), totals.uncarried(), totals.dropped(), Wording.percent(allowed)));
  }

  private static Stream<Finding> unshown(FaultReport fault, RunFacts run) {
    if (fault.phase() == FaultPhase.FAILED) {
      return Stream.of(
          inconclusive("fault %s failed: %s".formatted(fault.fault(), fault.detail())));
    }
    boolean unseen =
        fault.injectingMicros().isPresent()
            && run.judgedSinceMicros().isPresent()
            && fault.injectingMicros().getAsLong() < run.judgedSinceMicros().getAsLong();
    return unseen
        ? Stream.of(
            inconclusive(
                ("fault %s was injected %s into the run, before there was a baseline to see its"
                        + " effect by (from %s on)")
                    .formatted(
                        fault.fault(),
                        Wording.seconds(fault.injectingMicros().getAsLong() - run.startMicros()),
                        Wording.seconds(run.judgedSinceMicros().getAsLong() - run.startMicros()))))
        : Stream.empty();
  }

  private static Stream<Finding> aborted(RunFacts run) {
    return run.aborted()
        ? Stream.of(
            inconclusive("the run was ended early, so the rest of its plan was never tried"))
        : Stream.empty();
  }
}
