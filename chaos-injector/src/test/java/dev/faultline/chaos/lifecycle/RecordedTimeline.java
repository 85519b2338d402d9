package dev.faultline.chaos.lifecycle;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.fault.FaultRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** A timeline in memory. */
public final class RecordedTimeline implements FaultTimeline {

  private final List<FaultRecord> records = new ArrayList<>();
  private final List<String> log;
  private boolean durable = true;
  private Consumer<FaultEvent> beforeAppend = _ -> {};

  /**
   * @param log where events are noted, beside what others note there
   */
  public RecordedTimeline(List<String> log) {
    this.log = log;
  }

  /** From now on this happens until an event is acknowledged. */
  public void meanwhile(Consumer<FaultEvent> what) {
    beforeAppend = what;
  }

  /** From now on nothing is acknowledged in time. */
  public void stall() {
    durable = false;
  }

  @Override
  public boolean append(FaultEvent event) {
    beforeAppend.accept(event);
    records.add(event);
    log.add(event.phase().name());
    return durable;
  }

  @Override
  public void append(FaultProgress progress) {
    records.add(progress);
  }

  public List<FaultRecord> records() {
    return records;
  }

  public List<FaultEvent> events() {
    return records.stream()
        .filter(FaultEvent.class::isInstance)
        .map(FaultEvent.class::cast)
        .toList();
  }

  public List<FaultPhase> phases() {
    return events().stream().map(FaultEvent::phase).toList();
  }

  public List<FaultProgress> progress() {
    return records.stream()
        .filter(FaultProgress.class::isInstance)
        .map(FaultProgress.class::cast)
        .toList();
  }

  public Optional<String> detail(FaultPhase phase) {
    return events().stream()
        .filter(event -> event.phase() == phase)
        .map(FaultEvent::detail)
        .findFirst();
  }
}
