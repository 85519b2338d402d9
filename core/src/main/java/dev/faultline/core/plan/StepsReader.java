package dev.faultline.core.plan;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads {@code steps: […]}. A step is one of
 *
 * <pre>
 * name: …, request: { method, path, headers, body }, check: {…}, timeout: …         over HTTP
 * name: …, grpc: { method, message, metadata }, check: { status }, timeout: …        over gRPC
 * name: …, pause: 500ms        the name may be left out: pause-2 for the second step
 * </pre>
 */
final class StepsReader {

  private final Optional<Target> target;
  private final Duration defaultTimeout;
  private final Set<String> names = new HashSet<>();
  private int position;
  private int pauses;

  /**
   * @param target of the scenario; empty when it is wrong, and any protocol will do
   */
  StepsReader(Optional<Target> target, Duration defaultTimeout) {
    this.target = target;
    this.defaultTimeout = defaultTimeout;
  }

  /** The steps that could be read. */
  List<Step> read(YamlMap scenario) {
    List<Step> steps = new ArrayList<>();
    List<YamlNode> nodes = scenario.requiredList("steps", "a list of at least one step");
    for (YamlNode node : nodes) {
      position++;
      node.map("a map with a request, a gRPC call or a pause")
          .flatMap(this::step)
          .ifPresent(steps::add);
    }
    if (pauses > 0 && pauses == nodes.size()) {
      scenario.mistake(
          "the steps of %s only pause".formatted(scenario.name()), "at least one request");
    }
    return steps;
  }

  private Optional<Step> step(YamlMap map) {
    return map.oneOf("request", "grpc", "pause")
        .flatMap(
            kind ->
                switch (kind.name()) {
                  case "pause" -> pause(map, kind);
                  case "grpc" -> grpc(map, kind);
                  default -> request(map, kind);
                });
  }

  private Optional<Step> pause(YamlMap map, YamlNode pause) {
    pauses++;
    Optional<YamlNode> nameNode = map.optional("name");
    Optional<String> name =
        nameNode.isPresent()
            ? nameNode.flatMap(this::uniqueName)
            : Optional.of("pause-" + position);
    Optional<Duration> duration = pause.value(Formats.POSITIVE_DURATION);
    return map.build(() -> new Step.Pause(name.get(), duration.get()));
  }

  private Optional<Step> request(YamlMap map, YamlNode request) {
    Optional<String> name = requiredName(map);
    if (target.orElse(null) instanceof Target.Grpc grpc) {
      wrongProtocol(request, "a HTTP request to the gRPC target", grpc, "'grpc'");
    }
    Optional<HttpRequest> http = request.map("a map with a path").flatMap(HttpRequest::read);
    Optional<Expectation> expectation = CheckReader.read(map);
    Optional<Duration> timeout = map.optional("timeout", Formats.POSITIVE_DURATION);
    return map.build(
        () ->
            new Step.Request(
                name.get(),
                http.get().method(),
                http.get().path(),
                http.get().headers(),
                http.get().body(),
                timeout.orElse(defaultTimeout),
                expectation.get()));
  }

  private Optional<Step> grpc(YamlMap map, YamlNode call) {
    Optional<String> name = requiredName(map);
    if (target.orElse(null) instanceof Target.Http http) {
      wrongProtocol(call, "a gRPC call to the HTTP target", http, "'request'");
    }
    Optional<GrpcRequest> grpc = call.map("a map with a method").flatMap(GrpcRequest::read);
    Optional<GrpcStatus> status = expectedStatus(map);
    Optional<Duration> timeout = map.optional("timeout", Formats.POSITIVE_DURATION);
    return map.build(
        () -> {
          String[] method = grpc.get().method().split("/");
          return new Step.GrpcCall(
              name.get(),
              method[0],
              method[1],
              grpc.get().message(),
              grpc.get().metadata(),
              timeout.orElse(defaultTimeout),
              status.orElse(GrpcStatus.OK));
        });
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

  private Optional<String> uniqueName(YamlNode node) {
    Optional<String> name = node.value(Formats.NAME);
    if (name.isPresent() && !names.add(name.get())) {
      node.mistake(
          "step '%s' again".formatted(name.get()), "a name that no other step of the scenario has");
    }
    return name;
  }
}
