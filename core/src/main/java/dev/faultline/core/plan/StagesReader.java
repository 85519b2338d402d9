package dev.faultline.core.plan;

import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Reads a load's stages, which are written alike in both models.
 *
 * @param <L> what the load is measured in
 * @param <S> a stage of it
 */
final class StagesReader<L, S> {

  private static final String STAGE = "a map with one of constant, ramp, hold";

  private final Model<L, S> model;
  private final Model<?, ?> other;
  private final List<S> stages = new ArrayList<>();
  private boolean first = true;

  /** Where the stage before ended. */
  private L level;

  /**
   * What is particular to a load model.
   *
   * @param key of a constant stage's level
   * @param none the level before the first stage
   * @param end the level at a stage's end
   */
  record Model<L, S>(
      String name,
      String key,
      Format<L> format,
      L none,
      BiFunction<L, Duration, S> constant,
      Ramp<L, S> ramp,
      Function<S, L> end) {}

  /** Makes a stage that changes. */
  @FunctionalInterface
  interface Ramp<L, S> {
    S of(L from, L to, Duration duration);
  }

  /**
   * @param other the model that these stages do not belong to, to tell when they look as if they
   *     did
   */
  StagesReader(Model<L, S> model, Model<?, ?> other) {
    this.model = model;
    this.other = other;
    this.level = model.none();
  }

  /** The stages that could be read. */
  List<S> read(YamlMap load) {
    for (YamlNode node : load.requiredList("stages", "a list of at least one stage")) {
      node.map(STAGE).flatMap(this::stage).ifPresent(this::add);
      first = false;
    }
    return stages;
  }

  private void add(S stage) {
    stages.add(stage);
    level = model.end().apply(stage);
  }

  private Optional<S> stage(YamlMap element) {
    Optional<YamlNode> kind = element.oneOf("constant", "ramp", "hold");
    Optional<YamlMap> map = kind.flatMap(node -> node.map("a map with a duration"));
    Optional<S> stage =
        map.flatMap(
            settings ->
                switch (settings.name()) {
                  case "constant" -> constant(settings);
                  case "ramp" -> ramp(settings);
                  default -> hold(settings);
                });
    return element.build(stage::get);
  }

  private Optional<S> constant(YamlMap map) {
    Optional<L> constant =
        map.has(other.key()) ? otherModel(map) : map.required(model.key(), model.format());
    Optional<Duration> duration = map.required("duration", Formats.POSITIVE_DURATION);
    return map.build(() -> model.constant().apply(constant.get(), duration.get()));
  }

  private Optional<L> otherModel(YamlMap map) {
    Optional<YamlNode> _ = map.optional(model.key());
    map.optional(other.key())
        .ifPresent(
            node ->
                node.mistakeAtName(
                    "'%s' in a load whose model is %s".formatted(other.key(), model.name()),
                    "'%s', or 'model: %s' for the whole load"
                        .formatted(model.key(), other.name())));
    return Optional.empty();
  }

  private Optional<S> ramp(YamlMap map) {
    Optional<L> from = map.optional("from", model.format());
    Optional<L> to = map.required("to", model.format());
    Optional<Duration> duration = map.required("duration", Formats.POSITIVE_DURATION);
    return map.build(() -> model.ramp().of(from.orElse(level), to.get(), duration.get()));
  }

  private Optional<S> hold(YamlMap map) {
    if (first) {
      map.mistake(
          "'hold' is the first stage", "constant or ramp before it: it holds their " + model.key());
    }
    Optional<Duration> duration = map.required("duration", Formats.POSITIVE_DURATION);
    return map.build(() -> model.constant().apply(level, duration.get()));
  }
}
