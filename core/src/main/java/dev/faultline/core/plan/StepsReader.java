package dev.faultline.core.plan;

import dev.faultline.core.expression.Scope;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Reads a list of steps. A step is one of
 *
 * <pre>
 * name: …, request: …, grpc: … and so on                    see {@link StepKinds}
 * pause: 500ms                                              with a name: or pause-2, the second step
 * repeat: { times: 3, steps: […] }
 * choose: [ { weight: 3, steps: […] }, { steps: […] } ]     the weight is 1 when left out
 * parallel: [ { steps: […] }, { steps: […] } ]
 * </pre>
 */
final class StepsReader {

  private static final String STEP = "a map with a request, a pause or other steps";
  private static final String STEPS = "a list of at least one step";
  private static final String WAYS = "a list of maps with steps";
  private static final int MAX_REPETITIONS = 1_000_000;

  /** The keys of which a step has one. */
  static final String[] KINDS =
      Stream.concat(StepKinds.keys(), Stream.of("pause", "repeat", "choose", "parallel"))
          .toArray(String[]::new);

  private final RequestReader requests;
  private final Scope scope;
  private final long repetitions;
  private int position;

  /**
   * The steps of a scenario.
   *
   * @param target of the scenario; empty when it is wrong, and any protocol will do
   * @param delivery of the scenario
   * @param scope what is known before the first of them
   */
  StepsReader(
      Optional<Target> target, Duration defaultTimeout, DeliveryReader delivery, Scope scope) {
    this(new RequestReader(target, defaultTimeout, delivery), scope, 1);
  }

  /**
   * @param repetitions how often an iteration comes to them
   */
  private StepsReader(RequestReader requests, Scope scope, long repetitions) {
    this.requests = requests;
    this.scope = scope;
    this.repetitions = repetitions;
  }

  /** The steps that could be read. */
  List<Step> read(YamlMap map) {
    return read(map.requiredList("steps", STEPS));
  }

  /** Those that end every iteration of the scenario, whatever happened in it before. */
  List<Step> cleanUp(YamlMap scenario) {
    return scenario
        .optional("finally")
        .map(node -> new StepsReader(requests, scope.atTheEnd(), 1).read(node.elements(STEPS)))
        .orElse(List.of());
  }

  /**
   * Steps that are done once per run.
   *
   * @param key under which they stand, if they do
   */
  List<Step> once(YamlMap scenario, String key) {
    return scenario
        .optional(key)
        .map(node -> new StepsReader(requests, scope, 1).read(node.elements(STEPS)))
        .orElse(List.of());
  }

  /** The same reader for another place. */
  StepsReader at(Scope other) {
    return new StepsReader(requests, other, 1);
  }

  private List<Step> read(List<YamlNode> nodes) {
    List<Step> steps = new ArrayList<>();
    for (YamlNode node : nodes) {
      position++;
      node.map(STEP).flatMap(this::step).ifPresent(steps::add);
    }
    return steps;
  }

  private Optional<Step> step(YamlMap map) {
    return map.oneOf(KINDS)
        .flatMap(
            kind ->
                switch (kind.name()) {
                  case "pause" -> pause(map, kind);
                  case "repeat" -> repeat(map, kind);
                  case "choose" -> choose(map, kind);
                  case "parallel" -> parallel(map, kind);
                  default -> requests.read(map, kind, scope);
                });
  }

  private Optional<Step> pause(YamlMap map, YamlNode pause) {
    Optional<YamlNode> nameNode = map.optional("name");
    Optional<String> name =
        nameNode.isPresent()
            ? nameNode.flatMap(requests::uniqueName)
            : Optional.of("pause-" + position);
    Optional<Duration> duration = pause.value(Formats.POSITIVE_DURATION);
    return map.build(() -> new Step.Pause(name.get(), duration.get()));
  }

  private Optional<Step> repeat(YamlMap map, YamlNode node) {
    Optional<Step> repeat = node.map("a map with times, steps").flatMap(this::repeat);
    return map.build(repeat::get);
  }

  private Optional<Step> repeat(YamlMap map) {
    Optional<Integer> times = map.required("times", Formats.COUNT);
    long all = repetitions * times.orElse(1);
    if (all > MAX_REPETITIONS) {
      map.mistake(
          "%d repetitions".formatted(all),
          "at most %d, those around it counted".formatted(MAX_REPETITIONS));
    }
    long counted = Math.min(all, MAX_REPETITIONS);
    List<Step> steps = new StepsReader(requests, scope, counted).read(map);
    return map.build(() -> new Step.Repeat(times.get(), steps));
  }

  private Optional<Step> choose(YamlMap map, YamlNode node) {
    List<Step.Choose.Way> ways = new ArrayList<>();
    List<Scope> scopes = new ArrayList<>();
    for (YamlNode element : node.elements(WAYS)) {
      element
          .map("a map with weight, steps")
          .flatMap(
              way -> {
                Optional<Double> weight = way.optional("weight", Formats.WEIGHT);
                List<Step> steps = way(way, scopes);
                return way.build(() -> new Step.Choose.Way(weight.orElse(1.0), steps));
              })
          .ifPresent(ways::add);
    }
    scope.joinAny(scopes);
    return map.build(() -> new Step.Choose(ways));
  }

  private Optional<Step> parallel(YamlMap map, YamlNode node) {
    List<List<Step>> ways = new ArrayList<>();
    List<Scope> scopes = new ArrayList<>();
    for (YamlNode element : node.elements(WAYS)) {
      element
          .map("a map with steps")
          .flatMap(
              way -> {
                List<Step> steps = way(way, scopes);
                return way.build(() -> steps);
              })
          .ifPresent(ways::add);
    }
    scope.joinAll(scopes);
    return map.build(() -> new Step.Parallel(ways));
  }

  /** One of several ways knows nothing of what the others capture. */
  private List<Step> way(YamlMap way, List<Scope> scopes) {
    Scope itsOwn = scope.fork();
    scopes.add(itsOwn);
    return new StepsReader(requests, itsOwn, repetitions).read(way);
  }
}
