package dev.faultline.detector;

import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.core.run.RunId;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * The regressions that last, {@code
 * faultline_regression_active{scenario,step,metric,attribution,fault}}: a series exists only while
 * it counts at least one, and at most {@link #MAX_KINDS} do. Thread-safe.
 */
final class OpenRegressions {

  static final int MAX_KINDS = 1000;

  private final MeterRegistry registry;
  private final Map<Key, Kind> open = new HashMap<>();
  private final Map<Kind, Gauge> shown = new HashMap<>();

  private record Key(RunId runId, String id) {
    static Key of(RegressionEvent event) {
      return new Key(event.runId(), event.id());
    }
  }

  private record Kind(
      String scenario, String step, String metric, Attribution attribution, String fault) {

    static Kind of(RegressionEvent event) {
      return new Kind(
          event.degradation().series().scenario(),
          event.degradation().series().step(),
          event.degradation().metric().name().toLowerCase(Locale.ROOT),
          event.explanation().attribution(),
          event.explanation().fault().orElse("none"));
    }

    Tags tags() {
      return Tags.of(
          "scenario", scenario,
          "step", step,
          "metric", metric,
          "attribution", attribution.name().toLowerCase(Locale.ROOT),
          "fault", fault);
    }
  }

  OpenRegressions(MeterRegistry registry) {
    this.registry = registry;
  }

  /**
   * Takes over the last news of a regression.
   *
   * @return whether it is open and was not before
   */
  synchronized boolean heard(RegressionEvent event) {
    boolean lasts = event.phase() != RegressionPhase.RESOLVED;
    boolean isNew = lasts && !open.containsKey(Key.of(event));
    if (lasts) {
      open.put(Key.of(event), Kind.of(event));
    } else {
      open.remove(Key.of(event));
    }
    show();
    return isNew;
  }

  /** The run's regressions do not count any more. */
  synchronized void forget(RunId runId) {
    open.keySet().removeIf(regression -> regression.runId().equals(runId));
    show();
  }

  synchronized long count(Attribution attribution) {
    return open.values().stream().filter(kind -> kind.attribution() == attribution).count();
  }

  private synchronized long count(Kind kind) {
    return open.values().stream().filter(kind::equals).count();
  }

  private void show() {
    shown
        .entrySet()
        .removeIf(
            entry -> {
              boolean over = !open.containsValue(entry.getKey());
              if (over) {
                registry.remove(entry.getValue());
              }
              return over;
            });
    for (Kind kind : open.values()) {
      if (!shown.containsKey(kind) && shown.size() < MAX_KINDS) {
        shown.put(kind, gauge(kind));
      }
    }
  }

  private Gauge gauge(Kind kind) {
    return Gauge.builder("faultline.regression.active", () -> count(kind))
        .description("Degradations of one kind that last")
        .tags(kind.tags())
        .register(registry);
  }
}
