package dev.faultline.generator.driver.grpc;

import com.google.protobuf.Descriptors;
import dev.faultline.core.plan.Step;
import dev.faultline.core.plan.Target;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.scenario.PreparedRequest;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

/** Unary gRPC; the types of a method are the server's, by reflection. */
final class GrpcDriver implements StepDriver {

  /** grpc-java would set it, with a timer for each call; see {@link Deadlines}. */
  private static final Metadata.Key<String> TIMEOUT =
      Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);

  private final Target.Grpc target;
  private final ServiceTypes types;
  private final ConnectionSet connections;

  GrpcDriver(Target.Grpc target, ServiceTypes types, ConnectionSet connections) {
    this.target = target;
    this.types = types;
    this.connections = connections;
  }

  @Override
  public PreparedRequest prepare(Step.Measured step) throws UnusableTargetException {
    return switch (step) {
      case Step.GrpcCall call -> prepare(call);
      case Step.Request request ->
          throw new UnusableTargetException(
              "step '%s' is a HTTP request, and target '%s' speaks gRPC"
                  .formatted(request.name(), target.name()));
    };
  }

  private UnaryCall prepare(Step.GrpcCall step) throws UnusableTargetException {
    try {
      Descriptors.MethodDescriptor method = types.unary(step.service(), step.method());
      return new UnaryCall(
          connections,
          onWire(step),
          JsonMessage.encode(step.message(), method.getInputType()),
          metadata(step),
          connections.deadlines(Durations.micros(step.timeout())),
          step.expectedStatus());
    } catch (UnusableTargetException e) {
      throw new UnusableTargetException(
          "step '%s', target '%s': %s".formatted(step.name(), target.name(), e.getMessage()));
    }
  }

  private static MethodDescriptor<byte[], Answer> onWire(Step.GrpcCall step) {
    return MethodDescriptor.newBuilder(Bytes.REQUESTS, Bytes.ANSWERS)
        .setType(MethodDescriptor.MethodType.UNARY)
        .setFullMethodName(step.fullMethod())
        .build();
  }

  private static Metadata metadata(Step.GrpcCall step) {
    Metadata metadata = new Metadata();
    metadata.put(TIMEOUT, Timeouts.onWire(step.timeout()));
    step.metadata()
        .forEach(
            (name, value) ->
                metadata.put(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER), value));
    return metadata;
  }

  @Override
  public void giveUpWaiting() {
    connections.giveUpWaiting();
  }

  @Override
  public void close() {
    connections.close();
  }
}
