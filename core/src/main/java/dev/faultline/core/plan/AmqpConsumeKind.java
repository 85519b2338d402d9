package dev.faultline.core.plan;

import dev.faultline.core.expression.Scope;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.Optional;
import java.util.function.Function;

/** {@code consume: {queue, match}}. */
record AmqpConsumeKind() implements StepKind {

  @Override
  public String key() {
    return "consume";
  }

  @Override
  public String called() {
    return "an AMQP message to be taken";
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
    return node.map("a map with queue").flatMap(map -> read(map, scope));
  }

  private static Optional<Function<StepHead, Step.Measured>> read(YamlMap map, Scope scope) {
    Optional<String> queue = map.required("queue", Formats.AMQP_NAME);
    Optional<Match> match = MatchReader.read(map, scope);
    return map.build(
        () ->
            head ->
                new AmqpConsume(
                    head.name(), queue.get(), match, head.timeout(), head.expectation()));
  }
}
