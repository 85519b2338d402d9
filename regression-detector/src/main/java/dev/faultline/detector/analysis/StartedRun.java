package dev.faultline.detector.analysis;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.Scenario;
import dev.faultline.core.profile.ArrivalSchedule;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.Explanation;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.resource.ResourceSample;
import dev.faultline.core.threshold.ThresholdEvaluation;
import dev.faultline.core.time.Durations;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowStats;
import dev.faultline.detector.alert.RegressionLog;
import dev.faultline.detector.attribution.FaultReports;
import dev.faultline.detector.attribution.FaultTimeline;
import dev.faultline.detector.attribution.OnsetAttribution;
import dev.faultline.detector.detect.Detection;
import dev.faultline.detector.detect.DetectionSettings;
import dev.faultline.detector.verdict.Decision;
import dev.faultline.detector.verdict.LoadQuality;
import dev.faultline.detector.verdict.RunFacts;
import dev.faultline.detector.verdict.VerdictRules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A run whose plan and start are known, second by second. */
final class StartedRun {

  private final Plan plan;
  private final long startMicros;
  private final ThresholdEvaluation thresholds;
  private final Detection detection;
  private final RegressionLog log = new RegressionLog();
  private final LoadQuality load = new LoadQuality();
  private FaultTimeline faults = FaultTimeline.EMPTY;
  private Optional<Output.Abort> abort = Optional.empty();

  StartedRun(Plan plan, long startMicros) {
    this.plan = plan;
    this.startMicros = startMicros;
    thresholds = new ThresholdEvaluation(plan.thresholds());
    detection = new Detection(DetectionSettings.DEFAULT, probes(plan));
  }

  private static Set<String> probes(Plan plan) {
    return plan.scenarios().stream()
        .filter(scenario -> scenario.load().isProbe())
        .map(Scenario::name)
        .collect(Collectors.toUnmodifiableSet());
  }

  Plan plan() {
    return plan;
  }

  List<RegressionEvent> regressions() {
    return log.last();
  }

  /** More of the fault timeline is known. */
  void learn(List<FaultEvent> events) {
    faults = faults.with(events);
  }

  /** More of what the target's resources use is known; it is judged at the end, over all of it. */
  void learn(ResourceSample sample) {
    thresholds.observe(sample);
  }

  List<Output> observe(Second second) {
    take(second);
    List<Degradation> degradations = detection.degradations();
    List<Output> told =
        new ArrayList<>(news(log.update(degradations, explain(degradations), second.endMicros())));
    abort(second).ifPresent(told::add);
    return told;
  }

  /** What a broken threshold asks for, as long as there is load to be ended. */
  private Optional<Output.Abort> abort(Second second) {
    if (second.progress().finished() || second.endMicros() >= plannedEndMicros()) {
      return Optional.empty();
    }
    Optional<Output.Abort> wanted =
        thresholds.abort(startMicros, second.endMicros()).stream()
            .map(VerdictRules::notHeld)
            .reduce((one, other) -> one + "; " + other)
            .map(why -> new Output.Abort(second.progress().runId(), second.endMicros(), why));
    abort = abort.or(() -> wanted);
    return wanted;
  }

  /**
   * The run is over.
   *
   * @param requests for its early end, ours perhaps among them
   */
  List<Output> finish(Second last, Set<Output.Abort> requests) {
    List<Output> told = new ArrayList<>(observe(last));
    List<Degradation> degradations = detection.degradations();
    told.addAll(news(log.end(degradations, explain(degradations), last.endMicros())));
    boolean abortRequested = requests.stream().anyMatch(request -> !isOurs(request));
    told.add(new Output.Judged(verdict(last.progress(), degradations, abortRequested)));
    return told;
  }

  /**
   * Our own request comes back from its topic before the end or after it, and when other thresholds
   * are tried on a recorded run it ends nothing: what it led to is seen by what was due.
   */
  private boolean isOurs(Output.Abort request) {
    return abort.filter(request::equals).isPresent();
  }

  private void take(Second second) {
    for (WindowStats window : second.windows()) {
      detection.observe(window, second.progress().health());
      thresholds.observe(window);
      load.observe(window);
    }
    thresholds.observe(second.progress());
    load.observe(second.progress());
  }

  private List<Explanation> explain(List<Degradation> degradations) {
    return OnsetAttribution.explain(degradations, faults);
  }

  private static List<Output> news(List<RegressionEvent> events) {
    return events.stream().<Output>map(Output.News::new).toList();
  }

  private RunVerdict verdict(
      RunProgress totals, List<Degradation> degradations, boolean abortRequested) {
    boolean aborted = !plan.isEndless() && (abortRequested || endedEarly(totals));
    RunFacts facts =
        new RunFacts(
            plan,
            startMicros,
            aborted,
            load,
            thresholds.results(),
            FaultReports.of(faults, degradations),
            log.last(),
            detection.unjudged(),
            detection.judgedSinceMicros());
    Decision decision = VerdictRules.decide(facts);
    return new RunVerdict(
        totals.runId(),
        plan.name(),
        decision.verdict(),
        decision.reasons(),
        aborted,
        startMicros,
        totals.watermarkMicros(),
        totals,
        facts.thresholds(),
        facts.faults(),
        facts.regressions());
  }

  /**
   * Whether less was due than planned, or for a shorter time: an early end shows before, or
   * without, the request for it. Users have no plan of how many iterations they will do.
   */
  private boolean endedEarly(RunProgress totals) {
    return totals.due() < plannedArrivals()
        || (totals.watermarkMicros() < plannedEndMicros() && !iterationsUsedUp(totals));
  }

  private long plannedEndMicros() {
    return startMicros + Durations.micros(plan.duration());
  }

  /** A load whose iterations are limited is over when they are, however early. */
  private boolean iterationsUsedUp(RunProgress totals) {
    List<LoadProfile.Closed> limited =
        plan.scenarios().stream()
            .map(Scenario::load)
            .filter(LoadProfile.Closed.class::isInstance)
            .map(LoadProfile.Closed.class::cast)
            .filter(LoadProfile.Closed::isLimited)
            .toList();
    long iterations = limited.stream().mapToLong(LoadProfile.Closed::iterations).sum();
    return !limited.isEmpty() && totals.due() >= plannedArrivals() + iterations;
  }

  private long plannedArrivals() {
    return plan.scenarios().stream()
        .map(Scenario::load)
        .filter(LoadProfile.Open.class::isInstance)
        .map(LoadProfile.Open.class::cast)
        .mapToLong(load -> new ArrivalSchedule(load).total())
        .sum();
  }
}
