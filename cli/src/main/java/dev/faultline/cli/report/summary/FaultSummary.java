package dev.faultline.cli.report.summary;

import dev.faultline.cli.report.figures.FaultStory;
import dev.faultline.core.fault.FaultPhase;
import java.util.List;

/**
 * What became of a fault and what it did.
 *
 * @param phase the last phase it reached; null when nothing was heard of it
 * @param phases every phase it entered, in their order
 * @param effect EFFECTIVE when a degradation is put down to it, NO_EFFECT when it was active and
 *     none is; null when it was never active or nobody judged
 */
public record FaultSummary(
    String name,
    String kind,
    String target,
    FaultPhase phase,
    List<PhaseEntry> phases,
    Effect effect) {

  /** Whether a fault could be seen from outside. */
  public enum Effect {
    EFFECTIVE,
    NO_EFFECT
  }

  /**
   * A phase and when it was entered.
   *
   * @param detail parameters, observed effect, or the reason of an end; may be empty
   */
  public record PhaseEntry(FaultPhase phase, String at, Double offsetSeconds, String detail) {}

  static FaultSummary of(FaultStory fault, Times times) {
    return new FaultSummary(
        fault.name(),
        fault.kind(),
        fault.target(),
        fault.lastPhase().orElse(null),
        fault.phases().entrySet().stream()
            .map(
                entry ->
                    new PhaseEntry(
                        entry.getKey(),
                        Times.iso(entry.getValue().atMicros()),
                        times.offset(entry.getValue().atMicros()),
                        entry.getValue().detail()))
            .toList(),
        effect(fault));
  }

  private static Effect effect(FaultStory fault) {
    if (fault.noEffect()) {
      return Effect.NO_EFFECT;
    }
    return fault.effective().orElse(false) ? Effect.EFFECTIVE : null;
  }
}
