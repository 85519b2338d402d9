package dev.faultline.core.plan;

import dev.faultline.core.check.Capture;
import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Scope;
import dev.faultline.core.expression.TemplateReader;
import dev.faultline.core.window.Series;
import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the steps of a scenario that ask something of its target.
 *
 * <pre>
 * name: …, <kind>: {…}, check: {…}, capture: {…}, timeout: 2s       see {@link StepKind}
 *   with until: { within: 10s, every: 200ms } perhaps
 * </pre>
 */
final class RequestReader {

  private static final Format<Duration> POSITIVE = Formats.POSITIVE_DURATION;

  private final Optional<Target> target;
  private final Duration defaultTimeout;
  private final DeliveryReader delivery;
  private final Set<String> names = new HashSet<>();

  /**
   * @param target of the scenario; empty when it is wrong, and any protocol will do
   * @param delivery of the scenario
   */
  RequestReader(Optional<Target> target, Duration defaultTimeout, DeliveryReader delivery) {
    this.target = target;
    this.defaultTimeout = defaultTimeout;
    this.delivery = delivery;
  }

  /**
   * @param node what the step is known by, under the key of its kind
   * @param scope what is captured before; what the step captures is added
   */
  Optional<Step> read(YamlMap map, YamlNode node, Scope scope) {
    Optional<Step.Measured> request = measured(map, node, StepKinds.of(node.name()), scope);
    Optional<YamlNode> until = map.optional("until");
    if (until.isEmpty()) {
      return map.build(request::get);
    }
    request
        .filter(polled -> polled.measuredBesides().findAny().isPresent())
        .ifPresent(
            _ ->
                until
                    .get()
                    .mistakeAtName(
                        "'until' beside 'firstAnswer'",
                        "one of them: what is polled is measured as a whole"));
    Optional<YamlMap> polled = until.flatMap(given -> given.map("a map with within, every"));
    Optional<Duration> within = polled.flatMap(p -> p.required("within", POSITIVE));
    Optional<Duration> every = polled.flatMap(p -> p.required("every", POSITIVE));
    polled.ifPresent(p -> p.build(() -> p));
    return map.build(() -> new Step.Until(request.get(), within.get(), every.get()));
  }

  private Optional<Step.Measured> measured(YamlMap map, YamlNode node, StepKind kind, Scope scope) {
    Optional<String> name = requiredName(map);
    name.ifPresent(step -> delivery.reached(step, scope));
    target
        .filter(reached -> !kind.fits(reached))
        .ifPresent(reached -> wrongProtocol(node, kind, reached));
    Optional<Function<StepHead, Step.Measured>> step =
        target
            .filter(kind::fits)
            .map(reached -> kind.read(node, scope, reached))
            .orElseGet(() -> kind.read(node, scope));
    CheckForm answers = kind.answers();
    Optional<Expectation> expectation =
        CheckReader.read(map, new TemplateReader(scope, false), answers);
    List<Capture> captures = CaptureReader.read(map, scope, answers);
    Duration timeout = map.optional("timeout", POSITIVE).orElse(defaultTimeout);
    if (step.isEmpty() || name.isEmpty() || expectation.isEmpty()) {
      return Optional.empty();
    }
    StepHead head = new StepHead(name.get(), timeout, expectation.get().keeping(captures));
    Step.Measured measured = step.get().apply(head);
    measured.measuredBesides().forEach(besides -> unique(besides, node));
    return Optional.of(measured);
  }

  private static void wrongProtocol(YamlNode node, StepKind kind, Target reached) {
    node.mistakeAtName(
        "%s to the %s target '%s'".formatted(kind.called(), reached.protocol(), reached.name()),
        "%s in its place, or a target of another protocol".formatted(StepKinds.fitting(reached)));
  }

  private Optional<String> requiredName(YamlMap map) {
    return map.required("name", Formats.NAME.expected()).flatMap(this::uniqueName);
  }

  /** The name of a step, which no other may have. */
  Optional<String> uniqueName(YamlNode node) {
    Optional<String> name = node.value(Formats.NAME);
    name.ifPresent(given -> unique(given, node));
    return name;
  }

  private void unique(String name, YamlNode node) {
    if (Series.isReserved(name)) {
      node.mistake(
          "step '%s'".formatted(name),
          name.equals(Script.ITERATION)
              ? "another name: this one is for the iteration as a whole"
              : "another name: this one is for what becomes of events");
    } else if (!names.add(name)) {
      node.mistake(
          "step '%s' again".formatted(name), "a name that no other step of the scenario has");
    }
  }
}
