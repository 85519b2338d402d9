package dev.faultline.core.plan;

import dev.faultline.core.expression.Feed;
import dev.faultline.core.expression.Scope;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads a list of steps. A step is one of
 *
 * <pre>
 * name: …, request: { method, path, headers, body }         over HTTP, see {@link RequestReader}
 * name: …, grpc: { method, message, metadata }              over gRPC, see {@link RequestReader}
 * pause: 500ms                                              with a name: or pause-2, the second step
 * repeat: { times: 3, steps: […] }
 * choose: [ { weight: 3, steps: […] }, { steps: […] } ]     the weight is 1 when left out
 * parallel: [ { steps: […] }, { steps: […] } ]
 * </pre>
 */
final class StepsReader {

  private static final String STEP = "a map with a request, a gRPC call, a pause or other steps";
  private static final String STEPS = "a list of at least one step";
  private static final String WAYS = "a list of maps with steps";
  private static final int MAX_REPETITIONS = 1_000_000;

  private final RequestReader requests;
  private final Scope scope;
  private final long repetitions;
  private int position;

  /**
   * The steps of a scenario.
   *
   * @param target of the scenario; empty when it is wrong, and any protocol will do
   * @param data the plan's
   */
  StepsReader(Optional<Target> target, Duration defaultTimeout, Section<Feed> data) {
    this(new RequestReader(target, defaultTimeout), new Scope(data.things(), data.names()), 1);
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

  private List<Step> read(List<YamlNode> nodes) {
    List<Step> steps = new ArrayList<>();
    for (YamlNode node : nodes) {
      position++;
      node.map(STEP).flatMap(this::step).ifPresent(steps::add);
    }
    return steps;
  }

  private Optional<Step> step(YamlMap map) {
    return map.oneOf("request", "grpc", "pause", "repeat", "choose", "parallel")
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
