package dev.faultline.generator.driver.grpc;

import com.google.protobuf.Descriptors;
import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.GrpcMessages;
import dev.faultline.core.plan.Step;
import dev.faultline.core.plan.Target;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.scenario.PreparedRequest;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.grpc.MethodDescriptor;

/** gRPC over a set of connections; a method's descriptor says of which kind its calls are. */
final class GrpcDriver implements StepDriver {

  private final Target.Grpc target;
  private final Destination destination;
  private final ServiceTypes types;
  private final ConnectionSet connections;

  GrpcDriver(
      Target.Grpc target, Destination destination, ServiceTypes types, ConnectionSet connections) {
    this.target = target;
    this.destination = destination;
    this.types = types;
    this.connections = connections;
  }

  @Override
  public PreparedRequest prepare(Step.Measured step) throws UnusableTargetException {
    if (step instanceof Step.GrpcCall call) {
      return prepare(call);
    }
    throw UnusableTargetException.notAsked(step, target);
  }

  private PreparedRequest prepare(Step.GrpcCall step) throws UnusableTargetException {
    try {
      Descriptors.MethodDescriptor method = types.method(step.service(), step.method());
      Kind kind = Kind.of(method);
      if (step.messages() instanceof GrpcMessages.Many && !kind.clientStreams()) {
        throw new UnusableTargetException(
            "'%s' takes one message; expected 'message', not 'messages'"
                .formatted(step.fullMethod()));
      }
      CallEncoder encoder = new CallEncoder(step, method.getInputType(), destination);
      CallForm form = form(step, kind, method.getOutputType());
      return step.isFixed()
          ? new FixedCall(form, encoder.encode(Values.fresh()))
          : new FilledCall(form, encoder);
    } catch (UnusableTargetException e) {
      throw new UnusableTargetException(
          "step '%s', target '%s': %s".formatted(step.name(), target.name(), e.getMessage()));
    }
  }

  private CallForm form(Step.GrpcCall step, Kind kind, Descriptors.Descriptor answers) {
    return new CallForm(
        connections,
        kind,
        MethodDescriptor.newBuilder(
                Bytes.REQUESTS,
                step.expectation().needsBody() ? Bytes.ANSWERS : Bytes.UNREAD_ANSWERS)
            .setType(kind.type())
            .setFullMethodName(step.fullMethod())
            .build(),
        Pace.of(step.messages(), kind),
        connections.deadlines(Durations.micros(step.timeout())),
        step.expectation(),
        new AnswerJson(answers, kind.serverStreams()),
        step.firstAnswer());
  }

  @Override
  public void stop() {
    connections.stopStreams();
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
