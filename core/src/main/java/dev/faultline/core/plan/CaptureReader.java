package dev.faultline.core.plan;

import dev.faultline.core.check.Capture;
import dev.faultline.core.expression.Scope;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what a step keeps of its answer.
 *
 * <pre>
 * capture:
 *   id: { json: $.order.id }
 *   token: { regex: 'token=(\w+)' }                 of the body: the first group, or the whole match
 *   number: { header: location, regex: '/orders/(\d+)' }         group: 2 for another one
 * </pre>
 */
final class CaptureReader {

  private static final String NAMES = "a map from names to what they stand for";
  private static final String SOURCE = "a map with json, header or regex";

  private final Scope scope;
  private final List<Capture> captures = new ArrayList<>();

  private CaptureReader(Scope scope) {
    this.scope = scope;
  }

  /**
   * What the step keeps.
   *
   * @param scope in which it is visible from now on
   */
  static List<Capture> read(YamlMap step, Scope scope, CheckForm answers) {
    if (!answers.capturable()) {
      return List.of();
    }
    CaptureReader reader = new CaptureReader(scope);
    step.optional("capture")
        .flatMap(node -> node.map(NAMES))
        .map(YamlMap::all)
        .orElse(List.of())
        .forEach(reader::capture);
    return reader.captures;
  }

  private void capture(YamlNode node) {
    node.checkName(Formats.VARIABLE);
    if (node.parameters().contains(node.name())) {
      node.mistakeAtName(
          "'%s' is a parameter of the plan".formatted(node.name()), "a name that is free");
    }
    int slot = scope.define(node.name()); // even if it is wrong: a use of it is no second mistake
    node.map(SOURCE).flatMap(map -> capture(map, slot)).ifPresent(captures::add);
  }

  /** Where something is to be found that no step keeps. */
  static Optional<Capture> place(YamlMap map) {
    return capture(map, 0);
  }

  private static Optional<Capture> capture(YamlMap map, int slot) {
    Optional<YamlNode> json = map.optional("json");
    Optional<YamlNode> header = map.optional("header");
    Optional<YamlNode> regex = map.optional("regex");
    if (json.isEmpty() && header.isEmpty() && regex.isEmpty()) {
      map.mistake("'%s' is captured from nowhere".formatted(map.name()), SOURCE);
    }
    if (json.isPresent()) {
      header.ifPresent(
          node -> node.mistakeAtName("'header' beside 'json'", "one of the two at most"));
    }
    Optional<Capture.Source> source =
        json.isPresent()
            ? json.get().value(Formats.JSON_PATH).map(Capture.Source.At::new)
            : header.isPresent()
                ? header
                    .get()
                    .value(Formats.HEADER_NAME)
                    .map(name -> new Capture.Source.Header(name.toLowerCase(Locale.ROOT)))
                : Optional.of(new Capture.Source.Body());
    Optional<Integer> group = map.optional("group", Formats.GROUP);
    Optional<Capture.Part> part = regex.flatMap(node -> part(map, node, group));
    if (regex.isEmpty()) {
      map.optional("group")
          .ifPresent(node -> node.mistakeAtName("'group' without 'regex'", "a regex with groups"));
    }
    return map.build(() -> new Capture(slot, source.get(), part));
  }

  private static Optional<Capture.Part> part(YamlMap map, YamlNode regex, Optional<Integer> group) {
    Optional<Pattern> pattern = regex.value(Formats.REGEX);
    int groups = pattern.map(p -> p.matcher("").groupCount()).orElse(Integer.MAX_VALUE);
    if (group.isPresent() && group.get() > groups) {
      map.optional("group")
          .ifPresent(
              node ->
                  node.mistake(
                      "group %d of %d".formatted(group.get(), groups), "a group of the regex"));
    }
    return pattern.map(p -> new Capture.Part(p, group.orElse(Math.min(1, groups))));
  }
}
