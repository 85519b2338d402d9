package dev.faultline.core.plan;

import dev.faultline.core.expression.Feed;
import dev.faultline.core.expression.Scope;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.secret.Secret;
import dev.faultline.core.yaml.YamlMap;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code name: {target, startAfter, load or weight, limits, setup, steps, finally, teardown,
 * delivery, measureIteration}}, scenario by scenario, and finds out when the load of all of them
 * ends.
 */
final class ScenarioReader {

  private final Section<Target> targets;
  private final SharedLoad shared;
  private final LoadReader loads;
  private final Section<Feed> data;
  private final Section<Secret> secrets;
  private final long seed;
  private final PlanSource source;
  private Optional<Duration> loadEnd = Optional.of(Duration.ZERO);

  /**
   * @param data the plan's
   * @param secrets the plan's
   * @param seed of the plan
   * @param source knows what setups have captured
   */
  ScenarioReader(
      Section<Target> targets,
      SharedLoad shared,
      LoadReader loads,
      Section<Feed> data,
      Section<Secret> secrets,
      long seed,
      PlanSource source) {
    this.source = source;
    this.targets = targets;
    this.shared = shared;
    this.loads = loads;
    this.data = data;
    this.secrets = secrets;
    this.seed = seed;
  }

  Optional<Scenario> read(YamlMap map) {
    Optional<String> target = targets.reference(map, "target");
    Optional<Target> reached = target.flatMap(this::named);
    Optional<Duration> startAfter = map.optional("startAfter", Formats.DURATION);
    Optional<LoadProfile> load =
        shared.of(map, loads).map(profile -> profile.after(startAfter.orElse(Duration.ZERO)));
    ScenarioLimits limits =
        map.optional("limits")
            .flatMap(node -> node.map("a map with inFlight, connections, timeout"))
            .flatMap(node -> ScenarioLimits.read(node, load, reached))
            .orElse(ScenarioLimits.defaults(load, reached));
    Scope scope = scope();
    DeliveryReader deliveries = DeliveryReader.of(map, targets);
    StepsReader reader = new StepsReader(reached, limits.timeout(), deliveries, scope);
    List<Step> setUp = reader.once(map, "setup");
    Map<String, Integer> slots = scope.captured();
    Scope afterSetUp = scope.fork();
    List<Step> steps = reader.read(map);
    List<Step> cleanUp = reader.cleanUp(map);
    List<Step> tearDown = reader.at(afterSetUp).once(map, "teardown");
    Optional<Delivery> delivery = deliveries.read();
    Optional<Boolean> measured = map.optional("measureIteration", Formats.YES_OR_NO);
    tellIfNothingIsMeasured(map, steps);
    loadEnd = loadEnd.flatMap(end -> load.map(profile -> later(end, profile.duration())));
    boolean complete = delivery.isPresent() || !deliveries.isWanted();
    return map.build(
            () ->
                new Scenario(
                    map.name(),
                    target.get(),
                    load.get(),
                    new Script(
                        steps,
                        cleanUp,
                        measured.orElse(false),
                        delivery,
                        data.things(),
                        seed,
                        new OncePerRun(setUp, tearDown, slots, source.captured(map.name()))),
                    limits.inFlight(),
                    limits.connections()))
        .filter(_ -> complete);
  }

  private Scope scope() {
    return new Scope(data.things(), data.names()).withSecrets(secrets.things(), secrets.names());
  }

  private static void tellIfNothingIsMeasured(YamlMap map, List<Step> steps) {
    boolean idle = steps.stream().flatMap(Step::requests).findAny().isEmpty();
    boolean sound = map.build(() -> steps).isPresent();
    if (idle && sound) {
      map.mistake("the steps of %s only pause".formatted(map.name()), "at least one request");
    }
  }

  /** The target, unless something in it is wrong. */
  private Optional<Target> named(String name) {
    return targets.things().stream().filter(target -> target.name().equals(name)).findFirst();
  }

  /** When the load of the scenarios read so far ends; empty when one's load is wrong. */
  Optional<Duration> loadEnd() {
    return loadEnd;
  }

  private static Duration later(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }
}
