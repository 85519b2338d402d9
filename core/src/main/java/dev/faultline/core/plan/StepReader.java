package dev.faultline.core.plan;

import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code step: {from, to, by, every}}: a staircase, up or down. Each level lasts as long,
 * {@code from} and {@code to} among them; the last step is smaller when {@code by} does not fit.
 */
record StepReader<L extends Number, S>(LoadModel<L, S> model) {

  private static final int MAX_LEVELS = 10_000;

  /** Share of a step below which a last one is taken for rounding: ten times 0.1 are 1. */
  private static final double ROUNDING = 1e-9;

  Optional<List<S>> read(YamlMap map) {
    Optional<L> from = map.required("from", model.format());
    Optional<L> to = map.required("to", model.format());
    Optional<L> by = map.required("by", model.format());
    Optional<Duration> every = map.required("every", Formats.POSITIVE_DURATION);
    by.flatMap(size -> problem(from, to, size))
        .ifPresent(problem -> map.optional("by").ifPresent(node -> tell(node, problem)));
    return map.build(() -> stages(from.get(), to.get(), by.get(), every.get()));
  }

  private Optional<String> problem(Optional<L> from, Optional<L> to, L by) {
    if (by.doubleValue() == 0) {
      return Optional.of("a step of nothing");
    }
    boolean tooMany =
        from.isPresent() && to.isPresent() && steps(from.get(), to.get(), by) >= MAX_LEVELS;
    return tooMany ? Optional.of("steps that are too many") : Optional.empty();
  }

  private static void tell(YamlNode by, String problem) {
    by.mistake(problem, "a step above zero, with which there are at most %d".formatted(MAX_LEVELS));
  }

  private List<S> stages(L from, L to, L by, Duration every) {
    int steps = (int) steps(from, to, by);
    double direction = Math.signum(to.doubleValue() - from.doubleValue());
    List<S> stages = new ArrayList<>();
    for (int i = 0; i < steps; i++) {
      double level = from.doubleValue() + direction * i * by.doubleValue();
      stages.add(model.constant().apply(model.level().apply(level), every));
    }
    stages.add(model.constant().apply(to, every));
    return stages;
  }

  private static double steps(Number from, Number to, Number by) {
    double rise = Math.abs(to.doubleValue() - from.doubleValue());
    return Math.ceil(rise / by.doubleValue() - ROUNDING);
  }
}
