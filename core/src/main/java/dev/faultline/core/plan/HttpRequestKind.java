package dev.faultline.core.plan;

import dev.faultline.core.check.Statuses;
import dev.faultline.core.expression.Scope;
import dev.faultline.core.yaml.YamlNode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Function;

/** {@code request: {method, path, headers, body}}, see {@link HttpRequest}. */
record HttpRequestKind() implements StepKind {

  private static final CheckForm ANSWERS =
      new CheckForm(
          Optional.of(Formats.STATUSES), Statuses.BELOW_400, EnumSet.allOf(CheckForm.Part.class));

  @Override
  public String key() {
    return "request";
  }

  @Override
  public String called() {
    return "a HTTP request";
  }

  @Override
  public boolean fits(Target target) {
    return target instanceof Target.Http;
  }

  @Override
  public CheckForm answers() {
    return ANSWERS;
  }

  @Override
  public Optional<Function<StepHead, Step.Measured>> read(YamlNode node, Scope scope) {
    return node.map("a map with a path")
        .flatMap(map -> HttpRequest.read(map, scope))
        .map(
            http ->
                head ->
                    new Step.Request(
                        head.name(),
                        http.method(),
                        http.path(),
                        http.headers(),
                        http.body(),
                        head.timeout(),
                        head.expectation()));
  }
}
