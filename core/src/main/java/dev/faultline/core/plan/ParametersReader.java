package dev.faultline.core.plan;

import dev.faultline.core.run.PlanSource;
import dev.faultline.core.yaml.Placeholders;
import dev.faultline.core.yaml.Suggestion;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code parameters: {name: default, …}}. A default may refer to parameters above it; one
 * without a default must come from the command line.
 */
final class ParametersReader {

  private final Map<String, String> given;
  private final Placeholders placeholders;

  /**
   * @param given from the command line, instead of the defaults
   * @param placeholders to add the parameters to
   */
  ParametersReader(Map<String, String> given, Placeholders placeholders) {
    this.given = given;
    this.placeholders = placeholders;
  }

  void read(YamlMap plan) {
    Optional<YamlMap> section =
        plan.optional("parameters").flatMap(node -> node.map("a map from names to defaults"));
    for (YamlNode parameter : section.map(YamlMap::all).orElse(List.of())) {
      parameter.checkName(Formats.NAME);
      placeholders.define(parameter.name(), value(parameter));
    }
    given.keySet().stream()
        .filter(name -> !name.equals(PlanSource.SPEEDUP))
        .filter(name -> !name.startsWith(PlanSource.CAPTURED))
        .filter(name -> !placeholders.names().contains(name))
        .forEach(name -> undeclared(name, section.orElse(plan)));
  }

  private Optional<String> value(YamlNode parameter) {
    String name = parameter.name();
    if (parameter.isLeftOut()) {
      if (!given.containsKey(name)) {
        parameter.mistake(
            "parameter '%s' has no value".formatted(name),
            "a default here, or --set %s=…".formatted(name));
      }
      return Optional.ofNullable(given.get(name));
    }
    Optional<String> value = parameter.text("the parameter's default, a text or number");
    return given.containsKey(name) ? Optional.of(given.get(name)) : value;
  }

  private void undeclared(String name, YamlMap at) {
    at.mistake(
        "the command line sets parameter '%s', which the plan does not declare%s"
            .formatted(name, Suggestion.didYouMean(name, placeholders.names())),
        placeholders.names().isEmpty()
            ? "no parameters"
            : "one of " + String.join(", ", placeholders.names()));
  }
}
