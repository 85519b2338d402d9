package dev.faultline.generator.driver.grpc;

import com.google.protobuf.Descriptors.Descriptor;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Step;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.grpc.Metadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes what the calls of a step send. Thread-safe. */
final class CallEncoder {

  /** grpc-java would set it, with a timer for each call; see {@link Deadlines}. */
  private static final Metadata.Key<String> TIMEOUT =
      Metadata.Key.of("grpc-timeout", Metadata.ASCII_STRING_MARSHALLER);

  /** What gRPC lets a value be; grpc-java sends whatever it is given. */
  private static final Pattern VALUE = Pattern.compile("[ -~]*");

  private final Step.GrpcCall step;
  private final Descriptor type;
  private final Destination destination;

  /**
   * @param type of the method's messages
   */
  CallEncoder(Step.GrpcCall step, Descriptor type, Destination destination) {
    this.step = step;
    this.destination = destination;
    this.type = type;
  }

  /**
   * What the call of an iteration sends.
   *
   * @throws UnusableTargetException when it cannot be written so
   */
  Outgoing encode(Values values) throws UnusableTargetException {
    List<byte[]> messages = new ArrayList<>();
    for (Template message : step.messages().inOrder()) {
      messages.add(JsonMessage.encode(message.fill(values), type));
    }
    Metadata metadata = new Metadata();
    metadata.put(TIMEOUT, Timeouts.onWire(step.timeout()));
    for (Map.Entry<String, Template> entry : step.metadata().entrySet()) {
      String value = entry.getValue().fill(values);
      if (!VALUE.matcher(value).matches()) {
        throw new UnusableTargetException(
            "the metadata '%s' is no visible ASCII".formatted(entry.getKey()));
      }
      metadata.put(Metadata.Key.of(entry.getKey(), Metadata.ASCII_STRING_MARSHALLER), value);
    }
    destination.introduce(metadata);
    return new Outgoing(messages, metadata);
  }
}
