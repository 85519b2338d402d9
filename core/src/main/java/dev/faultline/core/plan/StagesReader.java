package dev.faultline.core.plan;

import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a load's stages, which are written alike in both models. What is written as one stage may
 * become several.
 *
 * @param <L> what the load is measured in
 * @param <S> a stage of it
 */
final class StagesReader<L extends Number, S> {

  private static final String STAGE =
      "a map with one of constant, ramp, hold, step, spike, sine, trace";

  private final LoadModel<L, S> model;
  private final LoadModel<?, ?> other;
  private final PlanFiles files;
  private final List<S> stages = new ArrayList<>();
  private boolean first = true;

  /** Where the stage before ended. */
  private L level;

  /**
   * @param other the model that these stages do not belong to, to tell when they look as if they
   *     did
   */
  StagesReader(LoadModel<L, S> model, LoadModel<?, ?> other, PlanFiles files) {
    this.model = model;
    this.other = other;
    this.files = files;
    this.level = model.none();
  }

  /** The stages that could be read. */
  List<S> read(YamlMap load) {
    for (YamlNode node : load.requiredList("stages", "a list of at least one stage")) {
      node.map(STAGE).flatMap(this::stages).ifPresent(this::add);
      first = false;
    }
    return stages;
  }

  private void add(List<S> more) {
    stages.addAll(more);
    level = model.end().apply(more.getLast());
  }

  private Optional<List<S>> stages(YamlMap element) {
    Optional<YamlNode> kind =
        element.oneOf("constant", "ramp", "hold", "step", "spike", "sine", "trace");
    Optional<List<S>> read =
        kind.flatMap(node -> node.map("a map that says how"))
            .flatMap(
                settings ->
                    switch (settings.name()) {
                      case "constant" -> constant(settings).map(List::of);
                      case "ramp" -> ramp(settings).map(List::of);
                      case "hold" -> hold(settings).map(List::of);
                      case "step" -> new StepReader<>(model).read(settings);
                      case "spike" -> new SpikeReader<>(model).read(settings, level);
                      case "sine" -> new SineReader<>(model).read(settings).map(List::of);
                      default -> new TraceReader<>(model, files).read(settings);
                    });
    return element.build(read::get);
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
          "'hold' is the first stage", "another stage before it: it holds its " + model.key());
    }
    Optional<Duration> duration = map.required("duration", Formats.POSITIVE_DURATION);
    return map.build(() -> model.constant().apply(level, duration.get()));
  }
}
