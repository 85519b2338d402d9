package dev.faultline.core.plan;

import dev.faultline.core.expression.Scope;
import dev.faultline.core.expression.Template;
import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code produce: {topic, key, headers, contentType, value, awaitDelivery: {topic, within,
 * match}}}, or {@code cloudEvent} in the place of the value.
 */
record KafkaProduceKind() implements StepKind {

  private static final Format<String> TOPIC =
      Formats.matching(
          "[A-Za-z0-9._-]{1,249}", "a topic", "the name of a topic: letters, digits, . _ -");

  @Override
  public String key() {
    return "produce";
  }

  @Override
  public String called() {
    return "a Kafka record";
  }

  @Override
  public boolean fits(Target target) {
    return target instanceof Target.Kafka;
  }

  @Override
  public CheckForm answers() {
    return MessageReader.ANSWERS;
  }

  @Override
  public Optional<Function<StepHead, Step.Measured>> read(YamlNode node, Scope scope) {
    return node.map("a map with topic, value").flatMap(map -> read(map, scope));
  }

  private static Optional<Function<StepHead, Step.Measured>> read(YamlMap map, Scope scope) {
    Optional<String> topic = map.required("topic", TOPIC);
    MessageReader reader = new MessageReader(map, scope);
    Optional<Template> key = reader.text("key");
    Optional<MessageContent> content = reader.content("value", CloudEvent.Binding.KAFKA);
    Optional<YamlMap> awaited =
        map.optional("awaitDelivery")
            .flatMap(node -> node.map("a map with topic, within, match, or nothing at all"));
    Optional<String> from = awaited.flatMap(its -> its.optional("topic", TOPIC)).or(() -> topic);
    Optional<Duration> within =
        awaited.flatMap(its -> its.optional("within", Formats.POSITIVE_DURATION));
    Optional<Match> match = awaited.flatMap(its -> MatchReader.read(its, scope));
    awaited.ifPresent(its -> its.build(() -> its));
    return map.build(
        () ->
            head ->
                new KafkaProduce(
                    head.name(),
                    topic.get(),
                    key,
                    new MessageContent(
                        content.get().headersWithType("content-type"),
                        Optional.empty(),
                        content.get().body()),
                    awaited.map(_ -> new KafkaProduce.Delivery(from.get(), match)),
                    within.orElse(head.timeout()),
                    head.expectation()));
  }
}
