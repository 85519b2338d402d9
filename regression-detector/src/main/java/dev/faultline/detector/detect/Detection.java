package dev.faultline.detector.detect;

import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.Metric;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * The degradations of all series of a run, a function of its windows alone. Not thread-safe. What
 * becomes of events degrades like requests; stray deliveries are for thresholds.
 */
public final class Detection {

  private static final Comparator<Degradation> ORDER =
      Comparator.comparingLong(Degradation::onsetMicros)
          .thenComparing(Degradation::series)
          .thenComparing(Degradation::metric);

  private static final List<BiFunction<Series, DetectionSettings, SeriesDetector>> METRICS =
      List.of(LatencyDetector::new, ErrorRateDetector::new);
  private static final List<BiFunction<Series, DetectionSettings, SeriesDetector>> OF_PROBES =
      List.of(ProbeDetector::new);

  private record Key(Series series, Metric metric, long onsetMicros) {
    static Key of(Degradation found) {
      return new Key(found.series(), found.metric(), found.onsetMicros());
    }
  }

  private final DetectionSettings settings;
  private final Set<String> probes;
  private final SortedMap<Series, List<SeriesDetector>> detectors = new TreeMap<>();
  private final SortedMap<Series, Map<Metric, Long>> judgedSince = new TreeMap<>();
  private final Map<Key, Degradation> found = new HashMap<>();

  /** Of scenarios that are no probes. */
  public Detection(DetectionSettings settings) {
    this(settings, Set.of());
  }

  /**
   * @param probes scenarios whose load is a probe
   */
  public Detection(DetectionSettings settings, Set<String> probes) {
    this.settings = settings;
    this.probes = Set.copyOf(probes);
  }

  private List<SeriesDetector> detectors(Series series) {
    return (probes.contains(series.scenario()) ? OF_PROBES : METRICS)
        .stream().map(make -> make.apply(series, settings)).toList();
  }

  /**
   * Takes the next window of its series.
   *
   * @param health how well the generator kept its schedule during the window
   */
  public void observe(WindowStats window, GeneratorHealth health) {
    Series series = window.series();
    if (series.step().equals(Series.STRAY)) {
      return; // Nothing of it is ever healthy: without a stray delivery there is nothing.
    }
    List<SeriesDetector> itsDetectors = detectors.computeIfAbsent(series, this::detectors);
    Map<Metric, Long> itsSince = judgedSince.computeIfAbsent(series, key -> new TreeMap<>());
    for (SeriesDetector detector : itsDetectors) {
      Condition condition = detector.observe(window, health);
      degradation(condition).ifPresent(each -> found.put(Key.of(each), each));
      if (!(condition instanceof Condition.NoData)) {
        itsSince.putIfAbsent(detector.metric(), window.endMicros());
      }
    }
  }

  /** All degradations so far, by onset, then series, then metric. */
  public List<Degradation> degradations() {
    return found.values().stream().sorted(ORDER).toList();
  }

  /**
   * Series that nothing can be said about in one metric at least. Of a probe's steps some are not
   * asked for a long time; that is no lack.
   */
  public List<Series> unjudged() {
    return judgedSince.entrySet().stream()
        .filter(entry -> !probes.contains(entry.getKey().scenario()))
        .filter(entry -> entry.getValue().size() < METRICS.size())
        .map(Map.Entry::getKey)
        .toList();
  }

  /** Since when any series has been compared with a baseline; empty when none has. */
  public OptionalLong judgedSinceMicros() {
    return judgedSince.values().stream()
        .flatMap(since -> since.values().stream())
        .mapToLong(Long::longValue)
        .min();
  }

  private static Optional<Degradation> degradation(Condition condition) {
    return switch (condition) {
      case Condition.Degraded(Degradation lasting) -> Optional.of(lasting);
      case Condition.Recovered(Degradation ended) -> Optional.of(ended);
      case Condition.NoData(), Condition.Healthy() -> Optional.empty();
    };
  }
}
