package dev.faultline.core.plan;

import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.profile.UserStage;
import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.YamlMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code load: {model, stages: […], thinkTime}}. The model is {@code open}, arrivals per
 * second, when it is left out; {@code closed} means concurrent users. A stage is one of
 *
 * <pre>
 * constant: { rate, duration }       closed: { users, duration }
 * ramp:     { from, to, duration }   from: where the stage before ended, at first 0
 * hold:     { duration }             goes on where the stage before ended
 * step:     { from, to, by, every }  see {@link StepReader}
 * spike:    { base, peak, before, rise, hold, fall, after }  see {@link SpikeReader}
 * sine:     { mean, amplitude, period, phase, duration }  see {@link SineReader}
 * trace:    { file } or { points }   see {@link TraceReader}
 * </pre>
 *
 * {@code thinkTime} is what each user of a closed load waits between two iterations, at first 0.
 */
final class LoadReader {

  private static final Format<String> MODEL =
      Formats.matching(
          "open|closed", "a load model", "open (arrivals per second) or closed (users)");

  /** Each takes memory as long as the load lasts. */
  private static final long MAX_CHANGES = 1_000_000;

  private LoadReader() {}

  static Optional<LoadProfile> read(YamlMap load, PlanFiles files) {
    Optional<String> model =
        load.optional("model").map(node -> node.value(MODEL)).orElse(Optional.of("open"));
    if (model.isEmpty()) {
      load.all(); // what is right or wrong in it depends on the model
      return Optional.empty();
    }
    return model.get().equals("closed") ? closed(load, files) : open(load, files);
  }

  private static Optional<LoadProfile> open(YamlMap load, PlanFiles files) {
    List<Stage> stages = new StagesReader<>(LoadModel.OPEN, LoadModel.CLOSED, files).read(load);
    load.optional("thinkTime")
        .ifPresent(
            node ->
                node.mistakeAtName(
                    "'thinkTime' in an open load, which has no users",
                    "'model: closed' beside it, or a pause among the steps"));
    return load.build(() -> new LoadProfile.Open(stages));
  }

  private static Optional<LoadProfile> closed(YamlMap load, PlanFiles files) {
    List<UserStage> stages = new StagesReader<>(LoadModel.CLOSED, LoadModel.OPEN, files).read(load);
    Optional<Duration> thinkTime = load.optional("thinkTime", Formats.DURATION);
    long changes = stages.stream().mapToLong(UserStage::changes).sum();
    if (changes > MAX_CHANGES) {
      load.mistake(
          "users who come and go %d times".formatted(changes),
          "at most %d times in a load".formatted(MAX_CHANGES));
    }
    return load.build(() -> new LoadProfile.Closed(stages, thinkTime.orElse(Duration.ZERO)));
  }
}
