package dev.faultline.core.plan;

import dev.faultline.core.profile.Wave;
import dev.faultline.core.yaml.YamlMap;
import java.time.Duration;
import java.util.Optional;

/**
 * Reads {@code sine: {mean, amplitude, period, duration, phase}}. The phase is how far into a
 * period the stage begins, at first 0: with the mean, rising.
 */
record SineReader<L extends Number, S>(LoadModel<L, S> model) {

  Optional<S> read(YamlMap map) {
    Optional<L> mean = map.required("mean", model.format());
    Optional<L> amplitude = map.required("amplitude", model.format());
    Optional<Duration> period = map.required("period", Formats.POSITIVE_DURATION);
    Optional<Duration> duration = map.required("duration", Formats.POSITIVE_DURATION);
    Optional<Duration> phase = map.optional("phase", Formats.DURATION);
    if (mean.isPresent() && amplitude.isPresent()) {
      check(map, mean.get(), amplitude.get());
    }
    return map.build(
        () -> {
          Wave wave =
              new Wave(
                  mean.get().doubleValue(),
                  amplitude.get().doubleValue(),
                  period.get(),
                  phase.orElse(Duration.ZERO));
          return model.sine().apply(wave, duration.get());
        });
  }

  private void check(YamlMap map, L mean, L amplitude) {
    if (amplitude.doubleValue() > mean.doubleValue()) {
      map.optional("amplitude")
          .ifPresent(
              node ->
                  node.mistake(
                      "an amplitude above the mean",
                      "at most the mean, for there is no negative " + model.key()));
    }
  }
}
