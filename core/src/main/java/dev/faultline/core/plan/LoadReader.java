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
 * </pre>
 *
 * {@code thinkTime} is what each user of a closed load waits between two iterations, at first 0.
 */
final class LoadReader {

  private static final Format<String> MODEL =
      Formats.matching(
          "open|closed", "a load model", "open (arrivals per second) or closed (users)");
  private static final StagesReader.Model<Double, Stage> ARRIVALS =
      new StagesReader.Model<>(
          "open", "rate", Formats.RATE, 0.0, Stage.Constant::new, Stage.Ramp::new, Stage::endRate);
  private static final StagesReader.Model<Integer, UserStage> USERS =
      new StagesReader.Model<>(
          "closed",
          "users",
          Formats.USERS,
          0,
          UserStage::constant,
          UserStage::new,
          UserStage::endUsers);

  private LoadReader() {}

  static Optional<LoadProfile> read(YamlMap load) {
    Optional<String> model =
        load.optional("model").map(node -> node.value(MODEL)).orElse(Optional.of("open"));
    if (model.isEmpty()) {
      load.all(); // what is right or wrong in it depends on the model
      return Optional.empty();
    }
    return model.get().equals("closed") ? closed(load) : open(load);
  }

  private static Optional<LoadProfile> open(YamlMap load) {
    List<Stage> stages = new StagesReader<>(ARRIVALS, USERS).read(load);
    load.optional("thinkTime")
        .ifPresent(
            node ->
                node.mistakeAtName(
                    "'thinkTime' in an open load, which has no users",
                    "'model: closed' beside it, or a pause among the steps"));
    return load.build(() -> new LoadProfile.Open(stages));
  }

  private static Optional<LoadProfile> closed(YamlMap load) {
    List<UserStage> stages = new StagesReader<>(USERS, ARRIVALS).read(load);
    Optional<Duration> thinkTime = load.optional("thinkTime", Formats.DURATION);
    return load.build(() -> new LoadProfile.Closed(stages, thinkTime.orElse(Duration.ZERO)));
  }
}
