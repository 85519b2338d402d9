package dev.faultline.core.plan;

import dev.faultline.core.check.Capture;
import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Scope;
import dev.faultline.core.expression.TemplateReader;
import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads the steps of a scenario that ask something of its target.
 *
 * <pre>
 * name: …, request: {…}, check: {…}, capture: {…}, timeout: 2s     over HTTP
 * name: …, grpc: {…}, check: { status }, timeout: 2s               over gRPC
 *   either with until: { within: 10s, every: 200ms }
 * </pre>
 */
final class RequestReader {

  private static final Format<Duration> POSITIVE = Formats.POSITIVE_DURATION;

  private final Optional<Target> target;
  private final Duration defaultTimeout;
  private final Set<String> names = new HashSet<>();

  /**
   * @param target of the scenario; empty when it is wrong, and any protocol will do
   */
  RequestReader(Optional<Target> target, Duration defaultTimeout) {
    this.target = target;
    this.defaultTimeout = defaultTimeout;
  }

  /**
   * @param kind the step's request or gRPC call
   * @param scope what is captured before; what the step captures is added
   */
  Optional<Step> read(YamlMap map, YamlNode kind, Scope scope) {
    Optional<? extends Step.Measured> request =
        kind.name().equals("grpc") ? grpc(map, kind) : http(map, kind, scope);
    Optional<YamlNode> until = map.optional("until");
    if (until.isEmpty()) {
      return map.build(request::get);
    }
    Optional<YamlMap> polled = until.flatMap(node -> node.map("a map with within, every"));
    Optional<Duration> within = polled.flatMap(p -> p.required("within", POSITIVE));
    Optional<Duration> every = polled.flatMap(p -> p.required("every", POSITIVE));
    polled.ifPresent(p -> p.build(() -> p));
    return map.build(() -> new Step.Until(request.get(), within.get(), every.get()));
  }

  private Optional<Step.Request> http(YamlMap map, YamlNode request, Scope scope) {
    Optional<String> name = requiredName(map);
    if (target.orElse(null) instanceof Target.Grpc grpc) {
      wrongProtocol(request, "a HTTP request to the gRPC target", grpc, "'grpc'");
    }
    Optional<HttpRequest> http =
        request.map("a map with a path").flatMap(node -> HttpRequest.read(node, scope));
    Optional<Expectation> expectation = CheckReader.read(map, new TemplateReader(scope, false));
    List<Capture> captures = CaptureReader.read(map, scope);
    Optional<Duration> timeout = map.optional("timeout", POSITIVE);
    boolean complete = name.isPresent() && http.isPresent() && expectation.isPresent();
    return complete
        ? Optional.of(
            new Step.Request(
                name.get(),
                http.get().method(),
                http.get().path(),
                http.get().headers(),
                http.get().body(),
                timeout.orElse(defaultTimeout),
                expectation.get().keeping(captures)))
        : Optional.empty();
  }

  private Optional<Step.GrpcCall> grpc(YamlMap map, YamlNode call) {
    Optional<String> name = requiredName(map);
    if (target.orElse(null) instanceof Target.Http http) {
      wrongProtocol(call, "a gRPC call to the HTTP target", http, "'request'");
    }
    Optional<GrpcRequest> grpc = call.map("a map with a method").flatMap(GrpcRequest::read);
    Optional<GrpcStatus> status = expectedStatus(map);
    Optional<Duration> timeout = map.optional("timeout", POSITIVE);
    if (name.isEmpty() || grpc.isEmpty()) {
      return Optional.empty();
    }
    String[] method = grpc.get().method().split("/");
    return Optional.of(
        new Step.GrpcCall(
            name.get(),
            method[0],
            method[1],
            grpc.get().message(),
            grpc.get().metadata(),
            timeout.orElse(defaultTimeout),
            status.orElse(GrpcStatus.OK)));
  }

  private static void wrongProtocol(
      YamlNode step, String problem, Target target, String expectedKey) {
    step.mistakeAtName(
        "%s '%s'".formatted(problem, target.name()),
        expectedKey + " in its place, or a target of the other protocol");
  }

  private static Optional<GrpcStatus> expectedStatus(YamlMap map) {
    return map.optional("check")
        .flatMap(node -> node.map("a map with a status"))
        .flatMap(
            check -> {
              Optional<GrpcStatus> status = check.required("status", Formats.GRPC_STATUS);
              return check.build(status::get);
            });
  }

  private Optional<String> requiredName(YamlMap map) {
    return map.required("name", Formats.NAME.expected()).flatMap(this::uniqueName);
  }

  /** The name of a step, which no other may have. */
  Optional<String> uniqueName(YamlNode node) {
    Optional<String> name = node.value(Formats.NAME);
    if (name.isPresent() && name.get().equals(Script.ITERATION)) {
      node.mistake(
          "step '%s'".formatted(name.get()),
          "another name: this one is for the iteration as a whole");
    } else if (name.isPresent() && !names.add(name.get())) {
      node.mistake(
          "step '%s' again".formatted(name.get()), "a name that no other step of the scenario has");
    }
    return name;
  }
}
