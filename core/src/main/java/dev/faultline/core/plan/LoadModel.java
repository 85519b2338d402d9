package dev.faultline.core.plan;

import dev.faultline.core.profile.Stage;
import dev.faultline.core.profile.UserStage;
import dev.faultline.core.profile.Wave;
import dev.faultline.core.yaml.Format;
import java.time.Duration;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.DoubleFunction;
import java.util.function.Function;

/**
 * What is particular to a load model; the stages of both are written alike.
 *
 * @param <L> what the load is measured in
 * @param <S> a stage of it
 * @param key of a stage's level
 * @param none the level before the first stage
 * @param level the level nearest to a number
 * @param end the level at a stage's end
 */
record LoadModel<L extends Number, S>(
    String name,
    String key,
    Format<L> format,
    L none,
    DoubleFunction<L> level,
    BiFunction<L, Duration, S> constant,
    Ramp<L, S> ramp,
    BiFunction<Wave, Duration, S> sine,
    Function<S, L> end) {

  static final LoadModel<Double, Stage> OPEN =
      new LoadModel<>(
          "open",
          "rate",
          Formats.RATE,
          0.0,
          rate -> rate,
          Stage.Constant::new,
          Stage.Ramp::new,
          Stage.Sine::new,
          Stage::endRate);

  static final LoadModel<Integer, UserStage> CLOSED =
      new LoadModel<>(
          "closed",
          "users",
          Formats.USERS,
          0,
          users -> Math.toIntExact(Math.round(users)),
          UserStage::constant,
          UserStage.Ramp::new,
          UserStage.Sine::new,
          UserStage::endUsers);

  /** Makes a stage that changes. */
  @FunctionalInterface
  interface Ramp<L, S> {
    S of(L from, L to, Duration duration);
  }

  /** From one level to another in that time, which takes no stage when it is zero. */
  List<S> line(L from, L to, Duration duration) {
    if (duration.isZero()) {
      return List.of();
    }
    return List.of(from.equals(to) ? constant.apply(from, duration) : ramp.of(from, to, duration));
  }
}
