package dev.faultline.detector.analysis;

import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.resource.ResourceProgress;
import dev.faultline.core.resource.ResourceRecord;
import dev.faultline.core.resource.ResourceSample;
import dev.faultline.core.window.WindowRecord;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Everything that is found out about one run: degradations, what explains them, the verdict. Takes
 * the run's windows, faults and events as they come and handles them in the order of event time.
 *
 * <p>Pure: what it tells is a function of the records. As long as the fault timeline is no more
 * than five seconds behind the windows, it does not depend on how the topics interleave either, and
 * the verdict never does.
 *
 * <p>Not thread-safe. Memory: the windows of up to five seconds (or of all that came before {@code
 * Started}), a bounded baseline per series, and the degradations.
 */
public final class RunAnalysis {

  private final EventTime time = new EventTime();
  private final Set<Output.Abort> abortRequests = new HashSet<>();
  private Optional<StartedRun> run = Optional.empty();
  private final List<ResourceSample> samples = new ArrayList<>();
  private boolean resourcesFinished;
  private boolean judged;

  /**
   * The load began.
   *
   * @param startMicros time zero of the run, microseconds since the epoch
   */
  public List<Output> started(Plan plan, long startMicros) {
    if (run.isEmpty()) {
      run = Optional.of(new StartedRun(plan, startMicros));
    }
    return advance();
  }

  /** Somebody asked for an early end; that may have been this analysis. */
  public void abortRequested(Output.Abort request) {
    abortRequests.add(request);
  }

  /** Takes the next record of the windows' topic that is no roll-up. */
  public List<Output> accept(WindowRecord record) {
    time.accept(record);
    return advance();
  }

  /** Takes the next record of the faults' topic. */
  public List<Output> accept(FaultRecord record) {
    time.accept(record);
    return advance();
  }

  /** Takes the next record of the resources' topic. */
  public List<Output> accept(ResourceRecord record) {
    switch (record) {
      case ResourceSample sample -> samples.add(sample);
      case ResourceProgress progress -> resourcesFinished |= progress.finished();
    }
    return advance();
  }

  /** Whether the verdict is told; nothing will follow. */
  public boolean judged() {
    return judged;
  }

  /** The last event of each regression so far, by onset. */
  public List<RegressionEvent> regressions() {
    return run.map(StartedRun::regressions).orElse(List.of());
  }

  private List<Output> advance() {
    List<Output> told = new ArrayList<>();
    if (run.isPresent() && !judged) {
      advance(run.get(), told);
    }
    return told;
  }

  private void advance(StartedRun started, List<Output> told) {
    boolean withFaults = started.plan().needsInjector();
    boolean resourcesKnown = started.plan().resources().isEmpty() || resourcesFinished;
    samples.forEach(started::learn);
    samples.clear();
    for (Optional<Second> next = time.next(withFaults, resourcesKnown);
        next.isPresent() && !judged;
        next = time.next(withFaults, resourcesKnown)) {
      Second second = next.get();
      if (second.progress().finished()) {
        started.learn(time.faultsBefore(Long.MAX_VALUE));
        told.addAll(started.finish(second, abortRequests));
        judged = true;
      } else {
        started.learn(time.faultsBefore(second.endMicros()));
        told.addAll(started.observe(second));
      }
    }
  }
}
