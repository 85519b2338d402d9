package dev.faultline.detector.attribution;

import static dev.faultline.core.fault.FaultPhase.ACTIVE;
import static dev.faultline.core.fault.FaultPhase.HEALED;
import static dev.faultline.core.fault.FaultPhase.INJECTING;
import static dev.faultline.detector.attribution.OnsetAttribution.WINDOW_MICROS;

import dev.faultline.core.regression.Degradation;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/** Says in one sentence, with its numbers, why a degradation is put down to what it is. */
final class EvidenceSentence {

  private EvidenceSentence() {}

  static String explained(Degradation degradation, FaultHistory fault) {
    return change(degradation) + " " + beginning(degradation, fault) + ending(degradation, fault);
  }

  static String ambiguous(Degradation degradation, List<FaultHistory> faults) {
    return "%s while %s could each have caused it"
        .formatted(
            change(degradation),
            faults.stream().map(EvidenceSentence::name).collect(Collectors.joining(" and ")));
  }

  static String preExisting(Degradation degradation, FaultHistory first) {
    return "%s %s before the first fault %s was injected, and still lasted then"
        .formatted(
            change(degradation),
            seconds(first.at(INJECTING).orElseThrow() - degradation.onsetMicros()),
            name(first));
  }

  static String unexplained(Degradation degradation, List<FaultHistory> faults) {
    Optional<FaultHistory> last =
        faults.stream()
            .filter(fault -> fault.at(HEALED).orElse(Long.MAX_VALUE) < degradation.onsetMicros())
            .max(Comparator.comparingLong(fault -> fault.at(HEALED).orElseThrow()));
    return change(degradation)
        + last.map(
                fault ->
                    " %s after the last fault %s had been healed"
                        .formatted(
                            seconds(degradation.onsetMicros() - fault.at(HEALED).orElseThrow()),
                            name(fault)))
            .orElse(" and no fault had been injected");
  }

  private static String change(Degradation degradation) {
    return switch (degradation.metric()) {
      case RESPONSE_TIME_P95 ->
          "p95 response time rose from %s to %s"
              .formatted(millis(degradation.baseline()), millis(degradation.worst()));
      case ERROR_RATE ->
          "error rate rose from %s to %s"
              .formatted(percent(degradation.baseline()), percent(degradation.worst()));
    };
  }

  private static String beginning(Degradation degradation, FaultHistory fault) {
    String became = fault.at(ACTIVE).isPresent() ? "became active" : "was injected";
    long after = degradation.onsetMicros() - fault.effectMicros().orElseThrow();
    return after < 0
        ? "within a second of the moment that fault %s %s".formatted(name(fault), became)
        : "%s after fault %s %s".formatted(seconds(after), name(fault), became);
  }

  private static String ending(Degradation degradation, FaultHistory fault) {
    if (degradation.endMicros().isEmpty()) {
      return "";
    }
    OptionalLong healed = fault.at(HEALED);
    long end = degradation.endMicros().getAsLong();
    if (healed.isEmpty() || end <= healed.getAsLong() - WINDOW_MICROS) {
      return ", and was back to normal while that was still in place";
    }
    long after = end - healed.getAsLong();
    return after < 0
        ? ", and was back to normal within a second of its heal"
        : ", and was back to normal %s after its heal".formatted(seconds(after));
  }

  private static String name(FaultHistory fault) {
    return "%s (%s on %s)".formatted(fault.fault(), fault.kind(), fault.target());
  }

  private static String seconds(long micros) {
    return String.format(Locale.ROOT, "%.1f s", micros / 1e6);
  }

  private static String millis(double micros) {
    double millis = micros / 1e3;
    return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
  }

  private static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", share * 100);
  }
}
