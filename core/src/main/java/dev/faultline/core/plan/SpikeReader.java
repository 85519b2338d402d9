package dev.faultline.core.plan;

import dev.faultline.core.yaml.YamlMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads {@code spike: {base, peak, rise, hold, fall, before, after}}:
 *
 * <pre>
 *                 ┌──────┐ peak
 *                ╱        ╲
 *  base ────────╱          ╲────────
 *        before rise  hold  fall  after
 * </pre>
 *
 * Only {@code peak} and {@code hold} are needed: the base is where the stage before ended, it rises
 * and falls in no time, and there is nothing before and after. Who wants calm around it writes
 * {@code before} and {@code after}, or a stage of its own as in k6.
 */
record SpikeReader<L extends Number, S>(LoadModel<L, S> model) {

  Optional<List<S>> read(YamlMap map, L level) {
    Optional<L> base = map.optional("base", model.format());
    Optional<L> peak = map.required("peak", model.format());
    Duration before = time(map, "before");
    Duration rise = time(map, "rise");
    Optional<Duration> hold = map.required("hold", Formats.POSITIVE_DURATION);
    Duration fall = time(map, "fall");
    Duration after = time(map, "after");
    return map.build(
        () -> {
          L low = base.orElse(level);
          return Stream.of(
                  model.line(low, low, before),
                  model.line(low, peak.get(), rise),
                  model.line(peak.get(), peak.get(), hold.get()),
                  model.line(peak.get(), low, fall),
                  model.line(low, low, after))
              .flatMap(List::stream)
              .toList();
        });
  }

  private static Duration time(YamlMap map, String key) {
    return map.optional(key, Formats.DURATION).orElse(Duration.ZERO);
  }
}
