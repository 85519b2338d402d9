package dev.faultline.core.plan;

import dev.faultline.core.check.Check;
import dev.faultline.core.check.Condition;
import dev.faultline.core.check.Expectation;
import dev.faultline.core.check.Statuses;
import dev.faultline.core.expression.TemplateReader;
import dev.faultline.core.json.JsonPath;
import dev.faultline.core.plan.CheckForm.Part;
import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/**
 * Reads what the answer to a request must be like; all of it has to hold. Not every protocol has
 * all of this, see {@link CheckForm}.
 *
 * <pre>
 * check:
 *   status: 201                            or 2xx, or a list of such
 *   header: { etag: present, content-type: { matches: json } }
 *   body: { contains: thanks }
 *   json: { $.id: exists, $.state: { equals: NEW } }
 *   latency: { under: 300ms }              from the actual send
 * </pre>
 */
final class CheckReader {

  private static final String CONDITIONS = "a map with equals, contains, matches";

  private final List<Check> checks = new ArrayList<>();

  private final TemplateReader templates;
  private final CheckForm form;

  private CheckReader(TemplateReader templates, CheckForm form) {
    this.templates = templates;
    this.form = form;
  }

  /** What the step expects; what is usual when it says nothing. */
  static Optional<Expectation> read(YamlMap step, TemplateReader templates, CheckForm form) {
    Optional<YamlNode> check = step.optional("check");
    return check.isEmpty()
        ? Optional.of(new Expectation(form.usual(), List.of(), List.of()))
        : check
            .flatMap(node -> node.map(form.expected()))
            .flatMap(new CheckReader(templates, form)::expectation);
  }

  /** What all has to hold of something to be what is looked for; nothing when the map is empty. */
  static Optional<List<Check>> conditions(YamlMap map, TemplateReader templates, CheckForm form) {
    CheckReader reader = new CheckReader(templates, form);
    reader.parts(map);
    return map.build(() -> reader.checks);
  }

  private Optional<Expectation> expectation(YamlMap map) {
    Optional<Statuses> statuses =
        form.statuses()
            .flatMap(format -> map.optional("status").flatMap(node -> statuses(node, format)));
    parts(map);
    if (map.isEmpty()) {
      map.mistake("'check' checks nothing", form.expected());
    }
    return map.build(() -> new Expectation(statuses.orElse(form.usual()), checks, List.of()));
  }

  private void parts(YamlMap map) {
    if (form.has(Part.HEADER)) {
      entries(map, "header", "a map from headers to what they must be like").forEach(this::header);
    }
    if (form.has(Part.BODY)) {
      map.optional("body").ifPresent(node -> conditions(node, CONDITIONS, Check.Body::new));
    }
    if (form.has(Part.JSON)) {
      entries(map, "json", "a map from JSONPaths to what must be there").forEach(this::at);
    }
    if (form.has(Part.LATENCY)) {
      map.optional("latency")
          .flatMap(node -> node.map("a map with under"))
          .ifPresent(this::latency);
    }
  }

  private static Optional<Statuses> statuses(YamlNode node, Format<Statuses> format) {
    List<YamlNode> each = node.isList() ? node.elements("a list of statuses") : List.of(node);
    return each.stream().flatMap(one -> one.value(format).stream()).reduce(Statuses::or);
  }

  private static List<YamlNode> entries(YamlMap map, String key, String expected) {
    return map.optional(key)
        .flatMap(node -> node.map(expected))
        .map(YamlMap::all)
        .orElse(List.of());
  }

  private void header(YamlNode node) {
    node.checkName(Formats.HEADER_NAME);
    String name = node.name().toLowerCase(Locale.ROOT);
    conditions(node, "present", CONDITIONS, condition -> new Check.Header(name, condition));
  }

  private void at(YamlNode node) {
    node.checkName(Formats.JSON_PATH);
    JsonPath.parse(node.name())
        .ifPresent(
            path ->
                conditions(node, "exists", CONDITIONS, condition -> new Check.At(path, condition)));
  }

  private void latency(YamlMap map) {
    Optional<Duration> under = map.required("under", Formats.POSITIVE_DURATION);
    map.build(() -> new Check.Under(under.get())).ifPresent(checks::add);
  }

  /** The word says that something has to be there, and no more. */
  private void conditions(
      YamlNode node, String word, String orMap, Function<Condition, Check> check) {
    if (node.isMap()) {
      conditions(node, orMap, check);
    } else {
      node.value(Formats.word(word, "%s, or %s".formatted(word, orMap)))
          .ifPresent(_ -> checks.add(check.apply(new Condition.Present())));
    }
  }

  private void conditions(YamlNode node, String expected, Function<Condition, Check> check) {
    node.map(expected).ifPresent(map -> conditions(map, expected, check));
  }

  private void conditions(YamlMap map, String expected, Function<Condition, Check> check) {
    List<Condition> all = new ArrayList<>();
    map.optional("equals")
        .flatMap(node -> templates.read(node, "a text"))
        .ifPresent(text -> all.add(new Condition.Equal(text)));
    map.optional("contains")
        .flatMap(node -> templates.read(node, "a text"))
        .ifPresent(text -> all.add(new Condition.Contains(text)));
    map.optional("matches", Formats.REGEX)
        .ifPresent(pattern -> all.add(new Condition.Matches(pattern)));
    if (map.isEmpty()) {
      map.mistake("'%s' says nothing".formatted(map.name()), expected);
    }
    map.build(() -> all).ifPresent(sound -> sound.stream().map(check).forEach(checks::add));
  }
}
