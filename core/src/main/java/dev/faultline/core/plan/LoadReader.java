package dev.faultline.core.plan;

import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Share;
import dev.faultline.core.profile.Spacing;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.profile.UserStage;
import dev.faultline.core.time.Durations;
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
 * {@code load: {model: probe, every: 1m, for: 7d}} has no stages: it begins one iteration now and
 * then, for ever when {@code for} is left out.
 *
 * <p>{@code thinkTime} is what each user of a closed load waits between two iterations, at first 0.
 * {@code arrivals: poisson} has those of an open load come by chance, {@code iterations} ends
 * either when so many have begun.
 *
 * @param seed of all that comes by chance
 */
record LoadReader(PlanFiles files, long seed) {

  static final String LOAD = "a map with stages";

  private static final Format<String> MODEL =
      Formats.matching(
          "open|closed|probe",
          "a load model",
          "open (arrivals per second), closed (users) or probe (one arrival now and then)");

  private static final Format<Duration> EVERY =
      Formats.DURATION.where(
          "a time between probes",
          "a duration from 1s such as 30s, 1m or 5m",
          every -> every.compareTo(Duration.ofSeconds(1)) >= 0);

  /** As long as anybody lets it go on. */
  private static final Format<Duration> LENGTH =
      new Format<Duration>(
              "a length", "forever, or a duration such as 1h or 7d", LoadReader::length)
          .like("forever|" + Durations.PATTERN);

  /** Each takes memory as long as the load lasts. */
  private static final long MAX_CHANGES = 1_000_000;

  private static final Format<String> ARRIVALS =
      Formats.matching(
          "even|poisson", "a kind of arrivals", "even, or poisson (independent of each other)");

  /**
   * Reads the part of it that a scenario has.
   *
   * @param load a map whose mistakes may have been told before
   */
  Optional<LoadProfile> read(YamlMap load, String scenario, Share share) {
    Optional<LoadProfile> whole = read(load, scenario);
    Optional<Integer> iterations = load.optional("iterations", Formats.ITERATIONS);
    return load.build(
        () -> {
          LoadProfile part = whole.get().part(share);
          return iterations.isPresent() ? part.limited(share.of(iterations.get())) : part;
        });
  }

  private Optional<LoadProfile> read(YamlMap load, String scenario) {
    Optional<String> model =
        load.optional("model").map(node -> node.value(MODEL)).orElse(Optional.of("open"));
    if (model.isEmpty()) {
      load.all(); // what is right or wrong in it depends on the model
      return Optional.empty();
    }
    return switch (model.get()) {
      case "closed" -> closed(load);
      case "probe" -> probe(load);
      default -> open(load, scenario);
    };
  }

  private static Optional<Duration> length(String text) {
    return text.equals("forever")
        ? Optional.of(LoadProfile.FOREVER)
        : Formats.POSITIVE_DURATION.parse(text);
  }

  private static Optional<LoadProfile> probe(YamlMap load) {
    Optional<Duration> every = load.required("every", EVERY);
    Optional<Duration> length =
        load.optional("for")
            .map(node -> node.value(LENGTH))
            .orElse(Optional.of(LoadProfile.FOREVER));
    return every.flatMap(
        e -> length.map(l -> new LoadProfile.Open(List.of(new Stage.Probe(e, l)))));
  }

  private Optional<LoadProfile> open(YamlMap load, String scenario) {
    List<Stage> stages = new StagesReader<>(LoadModel.OPEN, LoadModel.CLOSED, files).read(load);
    load.optional("thinkTime")
        .ifPresent(
            node ->
                node.mistakeAtName(
                    "'thinkTime' in an open load, which has no users",
                    "'model: closed' beside it, or a pause among the steps"));
    Spacing spacing =
        load.optional("arrivals", ARRIVALS).filter("poisson"::equals).isPresent()
            ? Spacing.Poisson.of(seed, scenario)
            : Spacing.EVEN;
    return stages.isEmpty() ? Optional.empty() : Optional.of(new LoadProfile.Open(stages, spacing));
  }

  private Optional<LoadProfile> closed(YamlMap load) {
    List<UserStage> stages = new StagesReader<>(LoadModel.CLOSED, LoadModel.OPEN, files).read(load);
    Optional<Duration> thinkTime = load.optional("thinkTime", Formats.DURATION);
    long changes = stages.stream().mapToLong(UserStage::changes).sum();
    if (changes > MAX_CHANGES) {
      load.mistake(
          "users who come and go %d times".formatted(changes),
          "at most %d times in a load".formatted(MAX_CHANGES));
    }
    load.optional("arrivals")
        .ifPresent(
            node ->
                node.mistakeAtName(
                    "'arrivals' in a closed load, whose users begin when they are ready",
                    "none, or 'model: open' beside it"));
    return stages.isEmpty()
        ? Optional.empty()
        : Optional.of(new LoadProfile.Closed(stages, thinkTime.orElse(Duration.ZERO)));
  }
}
