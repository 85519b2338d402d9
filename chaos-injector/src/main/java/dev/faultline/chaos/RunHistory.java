package dev.faultline.chaos;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.run.RunEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** What the topics say of one run. Not thread-safe. */
final class RunHistory {

  private Optional<RunEvent.Submitted> submitted = Optional.empty();
  private Optional<RunEvent> last = Optional.empty();
  private final Map<String, FaultEvent> lastByFault = new LinkedHashMap<>();
  private boolean timelineBegun;
  private boolean timelineFinished;
  private long timelineMicros;

  void add(RunEvent event) {
    if (event instanceof RunEvent.Submitted first) {
      submitted = Optional.of(first);
    }
    last = Optional.of(event);
  }

  void add(FaultRecord record) {
    timelineBegun = true;
    switch (record) {
      case FaultEvent event -> {
        lastByFault.put(event.fault(), event);
        timelineMicros = Math.max(timelineMicros, event.atMicros());
      }
      case FaultProgress progress -> {
        timelineFinished |= progress.finished();
        timelineMicros = Math.max(timelineMicros, progress.watermarkMicros());
      }
    }
  }

  /** The last that was said about the run itself. */
  Optional<RunEvent> last() {
    return last;
  }

  /** The last that was said about each fault, in the order of the plan. */
  Collection<FaultEvent> faults() {
    return lastByFault.values();
  }

  /** Nothing in the timeline is later than this. */
  long timelineMicros() {
    return timelineMicros;
  }

  /** Whether the run is still to be begun: nobody has done anything about it. */
  Optional<RunEvent.Submitted> waiting() {
    return timelineBegun || !last.equals(submitted) ? Optional.empty() : submitted;
  }

  /** Whether an injector took part in the run and did not live to its end. */
  boolean abandoned() {
    return timelineBegun ? !timelineFinished : last.map(RunHistory::abandonedEarly).orElse(false);
  }

  /** Whether somebody is still to be told that the run cannot go on. */
  boolean goingOn() {
    return last.map(
            event ->
                switch (event) {
                  case RunEvent.Submitted _, RunEvent.Prepared _, RunEvent.Started _ -> true;
                  case RunEvent.AbortRequested _, RunEvent.Aborted _, RunEvent.Finished _ -> false;
                })
        .orElse(false);
  }

  /** A run without faults has no timeline before its load begins, only open proxies. */
  private static boolean abandonedEarly(RunEvent event) {
    return event instanceof RunEvent.Prepared prepared && prepared.part().equals(RunThread.PART);
  }
}
