package dev.faultline.core.plan;

import dev.faultline.core.check.Statuses;
import dev.faultline.core.expression.Scope;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.TemplateReader;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** {@code connect: {path, headers, subprotocol}}; the path is / when left out. */
record WebSocketConnectKind() implements StepKind {

  private static final int SWITCHING_PROTOCOLS = 101;

  private static final CheckForm ANSWERS =
      new CheckForm(
          Optional.of(Formats.STATUSES),
          Statuses.of(SWITCHING_PROTOCOLS),
          EnumSet.of(CheckForm.Part.LATENCY));

  @Override
  public String key() {
    return "connect";
  }

  @Override
  public String called() {
    return "a WebSocket connection";
  }

  @Override
  public boolean fits(Target target) {
    return target instanceof Target.WebSocket;
  }

  @Override
  public CheckForm answers() {
    return ANSWERS;
  }

  @Override
  public Optional<Function<StepHead, Step.Measured>> read(YamlNode node, Scope scope) {
    return node.map("a map with path, headers, subprotocol").flatMap(map -> connect(map, scope));
  }

  private static Optional<Function<StepHead, Step.Measured>> connect(YamlMap map, Scope scope) {
    Optional<Template> path =
        map.optional("path")
            .map(node -> HttpRequest.path(node, new TemplateReader(scope, false)))
            .orElse(Optional.of(Template.of("/")));
    Map<String, Template> headers = HttpRequest.headers(map, new TemplateReader(scope, false));
    Optional<String> subprotocol = map.optional("subprotocol", Formats.TOKEN);
    return map.build(
        () ->
            head ->
                new WebSocketStep.Connect(
                    head.name(),
                    path.get(),
                    headers,
                    subprotocol,
                    head.timeout(),
                    head.expectation()));
  }
}
