package dev.faultline.core.plan;

import dev.faultline.core.expression.Scope;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.TemplateReader;
import dev.faultline.core.yaml.Suggestion;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Reads {@code delivery: {of, within, order, observe}} of a scenario, in two parts: what its steps
 * have to know of it before they are read, and what follows from them. Without a delivery there is
 * nothing to read.
 */
final class DeliveryReader {

  private static final String ORDER = "a text, the same for events that have an order";
  private static final String DELIVERY = "a map with of, within, observe";

  private final Optional<YamlMap> map;
  private final ObservationReader observations;
  private final Optional<YamlNode> of;
  private final Optional<String> publisher;
  private Optional<Template> order = Optional.empty();
  private final List<String> steps = new ArrayList<>();
  private int slot = -1;

  private DeliveryReader(Optional<YamlMap> map, ObservationReader observations) {
    this.map = map;
    this.observations = observations;
    this.of = map.flatMap(found -> found.required("of", "the step that publishes"));
    this.publisher = of.flatMap(node -> node.value(Formats.NAME));
  }

  /**
   * Reads which step publishes.
   *
   * @param targets the plan's
   */
  static DeliveryReader of(YamlMap scenario, Section<Target> targets) {
    return new DeliveryReader(
        scenario.optional("delivery").flatMap(node -> node.map(DELIVERY)),
        new ObservationReader(targets));
  }

  /**
   * A step is about to be read; if it is the one that publishes, its event has an id from now on.
   *
   * @param scope what is known there
   */
  void reached(String step, Scope scope) {
    steps.add(step);
    if (publisher.filter(step::equals).isPresent()) {
      slot = scope.define(Delivery.ID);
      order =
          map.flatMap(found -> found.optional("order"))
              .flatMap(node -> new TemplateReader(scope, false).read(node, ORDER));
    }
  }

  /**
   * The delivery, once all steps were reached; empty when there is none, or something is wrong with
   * it or with the target that it names.
   */
  Optional<Delivery> read() {
    return map.flatMap(this::read);
  }

  /** Whether the scenario says what is to become of events, also when that is wrong. */
  boolean isWanted() {
    return map.isPresent();
  }

  private Optional<Delivery> read(YamlMap found) {
    Optional<YamlNode> ordered = found.optional("order");
    if (publisher.isPresent() && slot < 0) {
      of.ifPresent(node -> unknownStep(node, publisher.get(), steps));
    }
    if (slot < 0) {
      ordered.ifPresent(node -> node.pieces(ORDER)); // nobody knows what its names mean
    }
    Optional<Duration> within = found.required("within", Formats.POSITIVE_DURATION);
    Optional<YamlMap> observe = found.requiredMap("observe", ObservationReader.EXPECTED);
    Optional<Observation> observation = observe.flatMap(observations::read);
    if (observation.orElse(null) instanceof Observation.OfStep(String step)) {
      checkStep(observe.get(), step);
    }
    return found
        .build(
            () ->
                observation.map(
                    where -> new Delivery(publisher.get(), slot, within.get(), order, where)))
        .flatMap(delivery -> delivery);
  }

  private void checkStep(YamlMap observe, String step) {
    List<String> others =
        steps.stream().filter(name -> publisher.filter(name::equals).isEmpty()).toList();
    if (!others.contains(step)) {
      observe.optional("step").ifPresent(node -> unknownStep(node, step, others));
    }
  }

  private static void unknownStep(YamlNode node, String name, List<String> names) {
    node.mistake(
        "unknown step '%s'%s".formatted(name, Suggestion.didYouMean(name, names)),
        names.isEmpty()
            ? "a request among the scenario's steps"
            : "one of " + String.join(", ", names));
  }
}
