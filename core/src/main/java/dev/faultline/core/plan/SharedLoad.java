package dev.faultline.core.plan;

import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Share;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A plan's own {@code load}, which the scenarios without one share by their {@code weight}, at
 * first 1 each.
 */
final class SharedLoad {

  private final Optional<YamlNode> load;
  private final Map<String, Share> shares;

  private SharedLoad(Optional<YamlNode> load, Map<String, Share> shares) {
    this.load = load;
    this.shares = Map.copyOf(shares);
  }

  /** Finds out who shares it; reads of the scenarios nothing but that. */
  static SharedLoad read(YamlMap plan) {
    Optional<YamlNode> load = plan.optional("load");
    if (load.isEmpty()) {
      return new SharedLoad(load, Map.of());
    }
    Map<String, Double> weights = new LinkedHashMap<>();
    for (YamlMap scenario : scenarios(plan)) {
      if (!scenario.has("load")) {
        weights.put(scenario.name(), scenario.optional("weight", Formats.WEIGHT).orElse(1.0));
      }
    }
    if (weights.isEmpty()) {
      load.get()
          .mistakeAtName("a load that no scenario shares", "a scenario without a load of its own");
    }
    return new SharedLoad(load, shares(weights));
  }

  private static List<YamlMap> scenarios(YamlMap plan) {
    List<YamlMap> found = new ArrayList<>();
    plan.optional("scenarios")
        .filter(YamlNode::isMap)
        .flatMap(node -> node.map("a map"))
        .ifPresent(
            map ->
                map.all().stream()
                    .filter(YamlNode::isMap)
                    .forEach(scenario -> scenario.map("a map").ifPresent(found::add)));
    return found;
  }

  private static Map<String, Share> shares(Map<String, Double> weights) {
    double total = weights.values().stream().mapToDouble(Double::doubleValue).sum();
    Map<String, Share> shares = new HashMap<>();
    double sum = 0;
    double from = 0;
    for (Map.Entry<String, Double> weight : weights.entrySet()) {
      sum += weight.getValue();
      double to = Math.min(1, sum / total);
      shares.put(weight.getKey(), new Share(from, to));
      from = to;
    }
    return shares;
  }

  /** The load of a scenario: its own, or its share of this one. */
  Optional<LoadProfile> of(YamlMap scenario, LoadReader reader) {
    Optional<YamlNode> weight = scenario.optional("weight");
    if (scenario.has("load") || (load.isEmpty() && weight.isEmpty())) {
      weight.ifPresent(
          node ->
              node.mistakeAtName(
                  "'weight' beside 'load'", "one of them: a weight is a share of the plan's load"));
      return scenario
          .requiredMap("load", LoadReader.LOAD)
          .flatMap(own -> reader.read(own, scenario.name(), Share.WHOLE));
    }
    if (load.isEmpty()) {
      weight
          .get()
          .mistakeAtName(
              "'weight' without a load to share", "'load' beside 'scenarios', or in this one");
      return Optional.empty();
    }
    return load.get()
        .map(LoadReader.LOAD)
        .flatMap(whole -> reader.read(whole, scenario.name(), shares.get(scenario.name())));
  }
}
