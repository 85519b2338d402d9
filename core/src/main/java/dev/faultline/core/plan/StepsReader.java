package dev.faultline.core.plan;

import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Reads {@code steps: […]}. A step is one of
 *
 * <pre>
 * name: …, request: { method, path, headers, body }, check: { status }, timeout: …
 * name: …, pause: 500ms        the name may be left out: pause-2 for the second step
 * </pre>
 */
final class StepsReader {

  private final Duration defaultTimeout;
  private final Set<String> names = new HashSet<>();
  private int position;
  private int pauses;

  StepsReader(Duration defaultTimeout) {
    this.defaultTimeout = defaultTimeout;
  }

  /** The steps that could be read. */
  List<Step> read(YamlMap scenario) {
    List<Step> steps = new ArrayList<>();
    List<YamlNode> nodes = scenario.requiredList("steps", "a list of at least one step");
    for (YamlNode node : nodes) {
      position++;
      node.map("a map with a request or a pause").flatMap(this::step).ifPresent(steps::add);
    }
    if (pauses > 0 && pauses == nodes.size()) {
      scenario.mistake(
          "the steps of %s only pause".formatted(scenario.name()), "at least one request");
    }
    return steps;
  }

  private Optional<Step> step(YamlMap map) {
    return map.oneOf("request", "pause")
        .flatMap(kind -> kind.name().equals("pause") ? pause(map, kind) : request(map, kind));
  }

  private Optional<Step> pause(YamlMap map, YamlNode pause) {
    pauses++;
    Optional<YamlNode> nameNode = map.optional("name");
    Optional<String> name =
        nameNode.isPresent()
            ? nameNode.flatMap(this::uniqueName)
            : Optional.of("pause-" + position);
    Optional<Duration> duration = pause.value(Formats.POSITIVE_DURATION);
    return map.build(() -> new Step.Pause(name.get(), duration.get()));
  }

  private Optional<Step> request(YamlMap map, YamlNode request) {
    Optional<String> name = map.required("name", Formats.NAME.expected()).flatMap(this::uniqueName);
    Optional<HttpRequest> http = request.map("a map with a path").flatMap(HttpRequest::read);
    Optional<Integer> status =
        map.optional("check")
            .flatMap(node -> node.map("a map with a status"))
            .flatMap(
                check -> {
                  Optional<Integer> code = check.required("status", Formats.STATUS);
                  return check.build(code::get);
                });
    Optional<Duration> timeout = map.optional("timeout", Formats.POSITIVE_DURATION);
    return map.build(
        () ->
            new Step.Request(
                name.get(),
                http.get().method(),
                http.get().path(),
                http.get().headers(),
                http.get().body(),
                timeout.orElse(defaultTimeout),
                status.map(OptionalInt::of).orElse(OptionalInt.empty())));
  }

  private Optional<String> uniqueName(YamlNode node) {
    Optional<String> name = node.value(Formats.NAME);
    if (name.isPresent() && !names.add(name.get())) {
      node.mistake(
          "step '%s' again".formatted(name.get()), "a name that no other step of the scenario has");
    }
    return name;
  }
}
