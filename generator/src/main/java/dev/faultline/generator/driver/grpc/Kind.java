package dev.faultline.generator.driver.grpc;

import com.google.protobuf.Descriptors;
import io.grpc.MethodDescriptor.MethodType;

/** Which of gRPC's four kinds a method is of. */
enum Kind {
  UNARY(MethodType.UNARY),
  SERVER_STREAMING(MethodType.SERVER_STREAMING),
  CLIENT_STREAMING(MethodType.CLIENT_STREAMING),
  BIDIRECTIONAL(MethodType.BIDI_STREAMING);

  private final MethodType type;

  Kind(MethodType type) {
    this.type = type;
  }

  static Kind of(Descriptors.MethodDescriptor method) {
    if (method.isClientStreaming()) {
      return method.isServerStreaming() ? BIDIRECTIONAL : CLIENT_STREAMING;
    }
    return method.isServerStreaming() ? SERVER_STREAMING : UNARY;
  }

  /** As grpc-java calls it. */
  MethodType type() {
    return type;
  }

  /** Whether a call takes any number of messages. */
  boolean clientStreams() {
    return this == CLIENT_STREAMING || this == BIDIRECTIONAL;
  }

  /** Whether a call is answered with any number of messages. */
  boolean serverStreams() {
    return this == SERVER_STREAMING || this == BIDIRECTIONAL;
  }

  /** How many answers to ask grpc-java for; one more than one shows when there are too many. */
  int answersWanted() {
    return serverStreams() ? Integer.MAX_VALUE : 2;
  }
}
