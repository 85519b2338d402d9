package dev.faultline.detector.attribution;

import dev.faultline.core.fault.FaultEvent;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The faults of a run as far as their events are known, by first event. Immutable. */
public final class FaultTimeline {

  /** No fault is known. */
  public static final FaultTimeline EMPTY = new FaultTimeline(Map.of());

  private final Map<String, FaultHistory> byName;

  private FaultTimeline(Map<String, FaultHistory> byName) {
    this.byName = byName;
  }

  /** This one with more events, which come in the order of their times. */
  public FaultTimeline with(Collection<FaultEvent> events) {
    Map<String, FaultHistory> all = new LinkedHashMap<>(byName);
    for (FaultEvent event : events) {
      FaultHistory known = all.get(event.fault());
      all.put(event.fault(), known == null ? FaultHistory.of(event) : known.with(event));
    }
    return new FaultTimeline(all);
  }

  public List<FaultHistory> faults() {
    return List.copyOf(byName.values());
  }
}
