package dev.faultline.detector.attribution;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalLong;

/**
 * What is known of one fault: its phases so far, each with the time at which it was entered first.
 *
 * @param phase the latest one
 * @param detail what the latest one said
 */
public record FaultHistory(
    String fault,
    String kind,
    String target,
    FaultPhase phase,
    String detail,
    Map<FaultPhase, Long> entered) {

  public FaultHistory {
    entered = Collections.unmodifiableMap(new EnumMap<>(entered));
  }

  static FaultHistory of(FaultEvent event) {
    return new FaultHistory(
        event.fault(),
        event.kind(),
        event.target(),
        event.phase(),
        event.detail(),
        Map.of(event.phase(), event.atMicros()));
  }

  FaultHistory with(FaultEvent event) {
    EnumMap<FaultPhase, Long> all = new EnumMap<>(entered);
    all.putIfAbsent(event.phase(), event.atMicros());
    return new FaultHistory(fault, kind, target, event.phase(), event.detail(), all);
  }

  /** When it entered that phase, microseconds since the epoch. */
  public OptionalLong at(FaultPhase wanted) {
    return entered.containsKey(wanted)
        ? OptionalLong.of(entered.get(wanted))
        : OptionalLong.empty();
  }

  /** When its effect could first be seen: when it was observed, or else when it was intended. */
  OptionalLong effectMicros() {
    OptionalLong active = at(FaultPhase.ACTIVE);
    return active.isPresent() ? active : at(FaultPhase.INJECTING);
  }
}
