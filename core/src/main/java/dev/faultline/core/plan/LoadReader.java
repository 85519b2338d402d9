package dev.faultline.core.plan;

import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code load: {stages: […]}}. A stage is one of
 *
 * <pre>
 * constant: { rate, duration }
 * ramp:     { from, to, duration }   from: where the stage before ended, at first 0
 * hold:     { duration }             goes on at the rate where the stage before ended
 * </pre>
 */
final class LoadReader {

  private static final String STAGE = "a map with one of constant, ramp, hold";

  private final List<Stage> stages = new ArrayList<>();
  private boolean first = true;

  /** Where the stage before ended, in arrivals per second. */
  private double endRate;

  private LoadReader() {}

  static Optional<LoadProfile> read(YamlMap load) {
    LoadReader reader = new LoadReader();
    for (YamlNode node : load.requiredList("stages", "a list of at least one stage")) {
      node.map(STAGE).flatMap(reader::stage).ifPresent(reader::add);
      reader.first = false;
    }
    return load.build(() -> new LoadProfile(reader.stages));
  }

  private void add(Stage stage) {
    stages.add(stage);
    endRate = stage.endRate();
  }

  private Optional<Stage> stage(YamlMap element) {
    Optional<YamlNode> kind = element.oneOf("constant", "ramp", "hold");
    Optional<YamlMap> map = kind.flatMap(node -> node.map("a map with a duration"));
    Optional<Stage> stage =
        map.flatMap(
            settings ->
                switch (settings.name()) {
                  case "constant" -> constant(settings);
                  case "ramp" -> ramp(settings);
                  default -> hold(settings);
                });
    return element.build(stage::get);
  }

  private Optional<Stage> constant(YamlMap map) {
    Optional<Double> rate = map.required("rate", Formats.RATE);
    Optional<Duration> duration = map.required("duration", Formats.POSITIVE_DURATION);
    return map.build(() -> new Stage.Constant(rate.get(), duration.get()));
  }

  private Optional<Stage> ramp(YamlMap map) {
    Optional<Double> from = map.optional("from", Formats.RATE);
    Optional<Double> to = map.required("to", Formats.RATE);
    Optional<Duration> duration = map.required("duration", Formats.POSITIVE_DURATION);
    return map.build(() -> new Stage.Ramp(from.orElse(endRate), to.get(), duration.get()));
  }

  private Optional<Stage> hold(YamlMap map) {
    if (first) {
      map.mistake("'hold' is the first stage", "constant or ramp before it: it holds their rate");
    }
    Optional<Duration> duration = map.required("duration", Formats.POSITIVE_DURATION);
    return map.build(() -> new Stage.Constant(endRate, duration.get()));
  }
}
