package dev.faultline.core.plan;

import dev.faultline.core.expression.Scope;
import dev.faultline.core.expression.Template;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code publish: {exchange, routingKey, headers, contentType, body, persistent, mandatory,
 * awaitDelivery: {queue, or exchange with binding, within, match}}}, or {@code cloudEvent} in the
 * place of the body.
 */
record AmqpPublishKind() implements StepKind {

  @Override
  public String key() {
    return "publish";
  }

  @Override
  public String called() {
    return "an AMQP message";
  }

  @Override
  public boolean fits(Target target) {
    return target instanceof Target.Amqp;
  }

  @Override
  public CheckForm answers() {
    return MessageReader.ANSWERS;
  }

  @Override
  public Optional<Function<StepHead, Step.Measured>> read(YamlNode node, Scope scope) {
    return node.map("a map with exchange, routingKey, body").flatMap(map -> read(map, scope));
  }

  private static Optional<Function<StepHead, Step.Measured>> read(YamlMap map, Scope scope) {
    Optional<String> exchange = map.optional("exchange", Formats.AMQP_NAME);
    MessageReader reader = new MessageReader(map, scope);
    Optional<Template> routingKey = reader.text("routingKey");
    Optional<MessageContent> content = reader.content("body", CloudEvent.Binding.AMQP);
    Optional<Boolean> persistent = map.optional("persistent", Formats.YES_OR_NO);
    Optional<Boolean> mandatory = map.optional("mandatory", Formats.YES_OR_NO);
    Optional<YamlMap> awaited =
        map.optional("awaitDelivery")
            .flatMap(node -> node.map("a map with queue or exchange, within, match"));
    Optional<AmqpPublish.Source> source = awaited.flatMap(AmqpPublishKind::source);
    Optional<Duration> within =
        awaited.flatMap(its -> its.optional("within", Formats.POSITIVE_DURATION));
    Optional<Match> match = awaited.flatMap(its -> MatchReader.read(its, scope));
    awaited.ifPresent(its -> its.build(() -> its));
    if (exchange.isEmpty() && routingKey.isEmpty()) {
      map.mistake(
          "'%s' has neither 'exchange' nor 'routingKey'".formatted(map.name()),
          "at least one of the two: with the key alone, it is the name of a queue");
    }
    return map.build(
        () ->
            head ->
                new AmqpPublish(
                    head.name(),
                    exchange.orElse(""),
                    routingKey.orElse(Template.of("")),
                    content.get(),
                    persistent.orElse(true),
                    mandatory.orElse(false),
                    source.map(its -> new AmqpPublish.Delivery(its, match)),
                    within.orElse(head.timeout()),
                    head.expectation()));
  }

  private static Optional<AmqpPublish.Source> source(YamlMap map) {
    return map.oneOf("queue", "exchange")
        .flatMap(
            node -> {
              Optional<String> name = node.value(Formats.AMQP_NAME);
              if (node.name().equals("queue")) {
                return name.map(AmqpPublish.Source.Queue::new);
              }
              Optional<String> binding = map.optional("binding").flatMap(key -> key.text("a text"));
              return name.map(its -> new AmqpPublish.Source.Exchange(its, binding.orElse("#")));
            });
  }
}
