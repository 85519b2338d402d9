package dev.faultline.core.plan;

import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.yaml.YamlMap;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code name: {target, startAfter, load or weight, limits, steps}}, scenario by scenario,
 * and finds out when the load of all of them ends.
 */
final class ScenarioReader {

  private final Section<Target> targets;
  private final SharedLoad shared;
  private final LoadReader loads;
  private Optional<Duration> loadEnd = Optional.of(Duration.ZERO);

  ScenarioReader(Section<Target> targets, SharedLoad shared, LoadReader loads) {
    this.targets = targets;
    this.shared = shared;
    this.loads = loads;
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
    List<Step> steps = new StepsReader(reached, limits.timeout()).read(map);
    loadEnd = loadEnd.flatMap(end -> load.map(profile -> later(end, profile.duration())));
    return map.build(
        () ->
            new Scenario(
                map.name(),
                target.get(),
                load.get(),
                steps,
                limits.inFlight(),
                limits.connections()));
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
