package dev.faultline.core.plan;

import dev.faultline.core.check.Check;
import dev.faultline.core.expression.Scope;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.TemplateReader;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** {@code send: {text, reply: {json, body}}}; without a reply it is over when it is written. */
record WebSocketSendKind() implements StepKind {

  @Override
  public String key() {
    return "send";
  }

  @Override
  public String called() {
    return "a WebSocket message";
  }

  @Override
  public boolean fits(Target target) {
    return target instanceof Target.WebSocket;
  }

  @Override
  public CheckForm answers() {
    return WebSocketReceiveKind.MESSAGES;
  }

  @Override
  public Optional<Function<StepHead, Step.Measured>> read(YamlNode node, Scope scope) {
    return node.map("a map with text, reply").flatMap(map -> send(map, scope));
  }

  private static Optional<Function<StepHead, Step.Measured>> send(YamlMap map, Scope scope) {
    TemplateReader templates = new TemplateReader(scope, false);
    String expected = "a text; quote JSON: '{\"items\": 3}'";
    Optional<Template> text =
        map.required("text", expected).flatMap(node -> templates.read(node, expected));
    Optional<List<Check>> reply =
        map.optional("reply").flatMap(node -> WebSocketReceiveKind.like(node, scope));
    return map.build(
        () ->
            head ->
                new WebSocketStep.Send(
                    head.name(), text.get(), reply, head.timeout(), head.expectation()));
  }
}
