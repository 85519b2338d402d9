package dev.faultline.detector.attribution;

import static dev.faultline.core.fault.FaultPhase.HEALED;
import static dev.faultline.core.fault.FaultPhase.INJECTING;

import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.Explanation;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Puts a degradation down to the fault during which it began. A pure function of the degradation
 * and the fault timeline: whatever is learned later, it is computed anew.
 *
 * <p>A fault may explain a degradation when
 *
 * <pre>
 * INJECTING − 1 window &lt; onset ≤ HEALED + 2 s
 * </pre>
 *
 * One window before, because an onset is the begin of a window in which the fault came somewhere.
 * Two seconds after, because what a fault held back arrives after it: queues drain, connections are
 * opened again, and a request that was sent under the fault counts when it completes. A fault that
 * was never seen to heal may explain what comes after it for ever.
 *
 * <p>None such: UNEXPLAINED; or PRE_EXISTING when the degradation began before the first fault of
 * the run and still lasted when that began. One: EXPLAINED. Several: AMBIGUOUS.
 *
 * <p>Only the onset counts. A second cause within a degradation is put down to the first.
 */
public final class OnsetAttribution {

  /** Windows are one second long. */
  static final long WINDOW_MICROS = 1_000_000;

  static final long AFTERMATH_MICROS = 2_000_000;

  private OnsetAttribution() {}

  /** What each degradation is put down to, in their order. */
  public static List<Explanation> explain(List<Degradation> degradations, FaultTimeline timeline) {
    return degradations.stream().map(degradation -> explain(degradation, timeline)).toList();
  }

  /** The faults that may explain the degradation. */
  public static List<FaultHistory> candidates(Degradation degradation, FaultTimeline timeline) {
    return timeline.faults().stream()
        .filter(fault -> mayExplain(fault, degradation.onsetMicros()))
        .toList();
  }

  private static Explanation explain(Degradation degradation, FaultTimeline timeline) {
    List<FaultHistory> candidates = candidates(degradation, timeline);
    return switch (candidates.size()) {
      case 0 -> unexplained(degradation, timeline);
      case 1 -> explained(degradation, candidates.getFirst());
      default ->
          without(Attribution.AMBIGUOUS, EvidenceSentence.ambiguous(degradation, candidates));
    };
  }

  private static boolean mayExplain(FaultHistory fault, long onset) {
    OptionalLong injecting = fault.at(INJECTING);
    OptionalLong healed = fault.at(HEALED);
    return injecting.isPresent()
        && onset > injecting.getAsLong() - WINDOW_MICROS
        && (healed.isEmpty() || onset <= healed.getAsLong() + AFTERMATH_MICROS);
  }

  private static Explanation explained(Degradation degradation, FaultHistory fault) {
    long effect = fault.effectMicros().orElseThrow();
    return new Explanation(
        Attribution.EXPLAINED,
        Optional.of(fault.fault()),
        EvidenceSentence.explained(degradation, fault),
        OptionalLong.of(Math.max(0, degradation.detectedMicros() - effect)),
        timeToRecover(degradation, fault));
  }

  /** Zero when it ended before the heal, also while that is still to come. */
  private static OptionalLong timeToRecover(Degradation degradation, FaultHistory fault) {
    if (degradation.endMicros().isEmpty()) {
      return OptionalLong.empty();
    }
    long end = degradation.endMicros().getAsLong();
    return OptionalLong.of(Math.max(0, end - fault.at(HEALED).orElse(end)));
  }

  private static Explanation unexplained(Degradation degradation, FaultTimeline timeline) {
    Optional<FaultHistory> first =
        timeline.faults().stream()
            .filter(fault -> fault.at(INJECTING).isPresent())
            .min((a, b) -> Long.compare(injecting(a), injecting(b)));
    boolean before =
        first.isPresent()
            && degradation.onsetMicros() < injecting(first.get())
            && degradation.endMicros().orElse(Long.MAX_VALUE) > injecting(first.get());
    return before
        ? without(Attribution.PRE_EXISTING, EvidenceSentence.preExisting(degradation, first.get()))
        : without(
            Attribution.UNEXPLAINED, EvidenceSentence.unexplained(degradation, timeline.faults()));
  }

  private static long injecting(FaultHistory fault) {
    return fault.at(INJECTING).orElseThrow();
  }

  private static Explanation without(Attribution attribution, String evidence) {
    return new Explanation(
        attribution, Optional.empty(), evidence, OptionalLong.empty(), OptionalLong.empty());
  }
}
