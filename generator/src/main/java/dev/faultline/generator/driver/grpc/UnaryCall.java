package dev.faultline.generator.driver.grpc;

import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.GrpcStatus;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.PreparedRequest;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;

/**
 * A step of the scenario as its bytes, shared by all that send it.
 *
 * @param message without the prefix
 * @param metadata with the deadline; copied for each call, for grpc-java adds to what it is given
 * @param deadlines of those in flight, from when a call is handed to a connection, ready or not
 */
record UnaryCall(
    ConnectionSet connections,
    MethodDescriptor<byte[], Answer> method,
    byte[] message,
    Metadata metadata,
    Deadlines deadlines,
    GrpcStatus expectedStatus)
    implements PreparedRequest {

  /**
   * Before each message on the wire: a flag and the length.
   *
   * @see <a href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md">gRPC over
   *     HTTP/2</a>
   */
  static final int PREFIX_BYTES = 5;

  @Override
  public void send(Values values, Completion completion) {
    connections.begin(new Call(this, connections, completion));
  }

  Metadata headers() {
    Metadata headers = new Metadata();
    headers.merge(metadata);
    return headers;
  }

  /** Of the message and its prefix; headers are compressed and not counted. */
  int size() {
    return PREFIX_BYTES + message.length;
  }

  Outcome judge(int status) {
    return status == expectedStatus.code() ? Outcome.OK : Outcome.CHECK_FAILED;
  }
}
