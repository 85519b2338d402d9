package dev.faultline.core.plan;

import dev.faultline.core.expression.Scope;
import dev.faultline.core.yaml.YamlNode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Function;

/** {@code close: {}}. */
record WebSocketCloseKind() implements StepKind {

  private static final CheckForm ANSWERS =
      CheckForm.withoutStatus(EnumSet.of(CheckForm.Part.LATENCY));

  @Override
  public String key() {
    return "close";
  }

  @Override
  public String called() {
    return "the end of a WebSocket connection";
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
    return node.map("{}, for there is nothing to say")
        .flatMap(
            map ->
                map.build(
                    () ->
                        head ->
                            new WebSocketStep.Close(
                                head.name(), head.timeout(), head.expectation())));
  }
}
