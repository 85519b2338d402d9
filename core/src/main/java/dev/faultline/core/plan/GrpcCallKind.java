package dev.faultline.core.plan;

import dev.faultline.core.check.Statuses;
import dev.faultline.core.expression.Scope;
import dev.faultline.core.yaml.YamlNode;
import java.util.EnumSet;
import java.util.Optional;
import java.util.function.Function;

/** {@code grpc: {method, message, metadata}}, see {@link GrpcRequest}. */
record GrpcCallKind() implements StepKind {

  private static final CheckForm ANSWERS =
      new CheckForm(
          Optional.of(Formats.GRPC_STATUS.to(status -> Statuses.of(status.code()))),
          Statuses.of(GrpcStatus.OK.code()),
          EnumSet.allOf(CheckForm.Part.class));

  @Override
  public String key() {
    return "grpc";
  }

  @Override
  public String called() {
    return "a gRPC call";
  }

  @Override
  public boolean fits(Target target) {
    return target instanceof Target.Grpc;
  }

  @Override
  public CheckForm answers() {
    return ANSWERS;
  }

  @Override
  public Optional<Function<StepHead, Step.Measured>> read(YamlNode node, Scope scope) {
    return read(node, scope, new MethodCheck(Optional.empty()));
  }

  @Override
  public Optional<Function<StepHead, Step.Measured>> read(
      YamlNode node, Scope scope, Target target) {
    return read(node, scope, MethodCheck.of(target));
  }

  private static Optional<Function<StepHead, Step.Measured>> read(
      YamlNode node, Scope scope, MethodCheck types) {
    return node.map("a map with a method")
        .flatMap(map -> GrpcRequest.read(map, scope, types))
        .map(GrpcCallKind::call);
  }

  private static Function<StepHead, Step.Measured> call(GrpcRequest grpc) {
    String[] method = grpc.method().split("/");
    return head ->
        new Step.GrpcCall(
            head.name(),
            method[0],
            method[1],
            grpc.messages(),
            grpc.metadata(),
            head.timeout(),
            head.expectation(),
            grpc.firstAnswer());
  }
}
