package dev.faultline.detector.alert;

import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.Explanation;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.regression.RegressionPhase;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Which news of a run's degradations are worth telling.
 *
 * <pre>
 * (none) ──proven──▶ OPENED ──news──▶ UPDATED ──ended──▶ RESOLVED
 * </pre>
 *
 * News are another attribution or fault, or a worst value more than a tenth above the one told
 * last. A RESOLVED is told again when a late fault event changes its explanation. Not thread-safe.
 */
public final class RegressionLog {

  private static final double WORTH_TELLING = 1.1;

  private final Map<String, RegressionEvent> told = new LinkedHashMap<>();

  /**
   * Takes what is known now.
   *
   * @param explanations one for each degradation
   * @param atMicros the event time it is known at, microseconds since the epoch
   * @return what to tell
   */
  public List<RegressionEvent> update(
      List<Degradation> degradations, List<Explanation> explanations, long atMicros) {
    List<RegressionEvent> news = new ArrayList<>();
    for (int i = 0; i < degradations.size(); i++) {
      news(degradations.get(i), explanations.get(i), atMicros).ifPresent(news::add);
    }
    news.forEach(this::tell);
    return news;
  }

  /**
   * Takes what is known at the end of the run, after the last {@link #update}. The last event of
   * each regression then depends on nothing but the degradations and the whole fault timeline: one
   * that lasts is told once more.
   *
   * @param endMicros end of the run's last window, microseconds since the epoch
   * @return what to tell
   */
  public List<RegressionEvent> end(
      List<Degradation> degradations, List<Explanation> explanations, long endMicros) {
    List<RegressionEvent> news = new ArrayList<>();
    for (int i = 0; i < degradations.size(); i++) {
      RegressionEvent last = told.get(id(degradations.get(i)));
      RegressionEvent event =
          last.phase() == RegressionPhase.RESOLVED
              ? event(last.phase(), last.atMicros(), degradations.get(i), explanations.get(i))
              : event(RegressionPhase.UPDATED, endMicros, degradations.get(i), explanations.get(i));
      if (!event.equals(last)) {
        news.add(event);
      }
    }
    news.forEach(this::tell);
    return news;
  }

  /** The last event of each regression, by onset. */
  public List<RegressionEvent> last() {
    return told.values().stream()
        .sorted(
            Comparator.comparingLong((RegressionEvent event) -> event.degradation().onsetMicros())
                .thenComparing(RegressionEvent::id))
        .toList();
  }

  private Optional<RegressionEvent> news(
      Degradation degradation, Explanation explanation, long atMicros) {
    RegressionEvent last = told.get(id(degradation));
    if (last == null) {
      return Optional.of(event(RegressionPhase.OPENED, atMicros, degradation, explanation));
    }
    boolean otherCause = !sameCause(last.explanation(), explanation);
    if (last.phase() == RegressionPhase.RESOLVED) {
      return otherCause
          ? Optional.of(event(last.phase(), last.atMicros(), degradation, explanation))
          : Optional.empty();
    }
    if (degradation.endMicros().isPresent()) {
      return Optional.of(event(RegressionPhase.RESOLVED, atMicros, degradation, explanation));
    }
    boolean worse = degradation.worst() > last.degradation().worst() * WORTH_TELLING;
    return otherCause || worse
        ? Optional.of(event(RegressionPhase.UPDATED, atMicros, degradation, explanation))
        : Optional.empty();
  }

  private static boolean sameCause(Explanation one, Explanation other) {
    return one.attribution() == other.attribution() && one.fault().equals(other.fault());
  }

  private static RegressionEvent event(
      RegressionPhase phase, long atMicros, Degradation degradation, Explanation explanation) {
    return new RegressionEvent(id(degradation), phase, atMicros, degradation, explanation);
  }

  private static String id(Degradation degradation) {
    return "%s/%s/%s/%s"
        .formatted(
            degradation.series().scenario(),
            degradation.series().step(),
            degradation.metric(),
            degradation.onsetMicros());
  }

  private void tell(RegressionEvent event) {
    told.put(event.id(), event);
  }
}
