package dev.faultline.detector.analysis;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * Brings windows and fault events, which come from two topics in any interleaving, into the order
 * of event time. A second is handed out when all its windows and all faults before its end are
 * known:
 *
 * <pre>
 * windows' watermark ≥ end  and  ( faults' watermark ≥ end  or  windows' watermark ≥ end + 5 s )
 * </pre>
 *
 * The last part keeps detection alive when the chaos-injector is dead. The end of the run has no
 * such part: it waits for the whole fault timeline. Not thread-safe.
 */
final class EventTime {

  private static final long PATIENCE_MICROS = 5_000_000;

  private final List<WindowStats> windows = new ArrayList<>();
  private final Deque<Second> seconds = new ArrayDeque<>();
  private final List<FaultEvent> faults = new ArrayList<>();
  private long windowsUntil = Long.MIN_VALUE;
  private long faultsUntil = Long.MIN_VALUE;
  private boolean faultsFinished;

  void accept(WindowRecord record) {
    switch (record) {
      case WindowStats window -> windows.add(window);
      case RunProgress progress -> {
        seconds.addLast(new Second(windows, progress));
        windows.clear();
        windowsUntil = Math.max(windowsUntil, progress.watermarkMicros());
      }
    }
  }

  void accept(FaultRecord record) {
    switch (record) {
      case FaultEvent event -> faults.add(event);
      case FaultProgress progress -> {
        faultsUntil = Math.max(faultsUntil, progress.watermarkMicros());
        faultsFinished |= progress.finished();
      }
    }
  }

  /**
   * The next second, if it is complete.
   *
   * @param withFaults whether there are faults to wait for
   * @param resourcesKnown whether all samples of resources are: the end of the run waits for that
   */
  Optional<Second> next(boolean withFaults, boolean resourcesKnown) {
    if (seconds.isEmpty()) {
      return Optional.empty();
    }
    Second second = seconds.getFirst();
    boolean faultsKnown =
        !withFaults
            || faultsFinished
            || (!second.progress().finished()
                && (faultsUntil >= second.endMicros()
                    || windowsUntil >= second.endMicros() + PATIENCE_MICROS));
    boolean known = faultsKnown && (resourcesKnown || !second.progress().finished());
    return known ? Optional.of(seconds.removeFirst()) : Optional.empty();
  }

  /** Takes out the fault events with a time before this, in their order. */
  List<FaultEvent> faultsBefore(long endMicros) {
    List<FaultEvent> before = new ArrayList<>();
    for (Iterator<FaultEvent> each = faults.iterator(); each.hasNext(); ) {
      FaultEvent event = each.next();
      if (event.atMicros() < endMicros) {
        before.add(event);
        each.remove();
      }
    }
    return before;
  }
}
