package dev.faultline.core.plan;

import dev.faultline.core.check.Check;
import dev.faultline.core.expression.Scope;
import dev.faultline.core.expression.TemplateReader;
import dev.faultline.core.yaml.YamlNode;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code receive: {json, body}}; any message will do when it says nothing. */
record WebSocketReceiveKind() implements StepKind {

  static final CheckForm MESSAGES =
      CheckForm.withoutStatus(
          EnumSet.of(CheckForm.Part.BODY, CheckForm.Part.JSON, CheckForm.Part.LATENCY));

  private static final CheckForm LIKE =
      CheckForm.withoutStatus(EnumSet.of(CheckForm.Part.BODY, CheckForm.Part.JSON));

  @Override
  public String key() {
    return "receive";
  }

  @Override
  public String called() {
    return "a wait for a WebSocket message";
  }

  @Override
  public boolean fits(Target target) {
    return target instanceof Target.WebSocket;
  }

  @Override
  public CheckForm answers() {
    return MESSAGES;
  }

  @Override
  public Optional<Function<StepHead, Step.Measured>> read(YamlNode node, Scope scope) {
    return like(node, scope)
        .map(
            like ->
                head ->
                    new WebSocketStep.Receive(
                        head.name(), like, head.timeout(), head.expectation()));
  }

  /** What a message must be like to be the one. */
  static Optional<List<Check>> like(YamlNode node, Scope scope) {
    return node.map(LIKE.expected())
        .flatMap(map -> CheckReader.conditions(map, new TemplateReader(scope, false), LIKE));
  }
}
