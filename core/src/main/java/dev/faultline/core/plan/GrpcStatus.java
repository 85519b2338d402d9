package dev.faultline.core.plan;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How a gRPC server ends a call. The ordinal is the code on the wire.
 *
 * @see <a href="https://github.com/grpc/grpc/blob/master/doc/statuscodes.md">gRPC's status
 *     codes</a>
 */
public enum GrpcStatus {
  OK,
  CANCELLED,
  UNKNOWN,
  INVALID_ARGUMENT,
  DEADLINE_EXCEEDED,
  NOT_FOUND,
  ALREADY_EXISTS,
  PERMISSION_DENIED,
  RESOURCE_EXHAUSTED,
  FAILED_PRECONDITION,
  ABORTED,
  OUT_OF_RANGE,
  UNIMPLEMENTED,
  INTERNAL,
  UNAVAILABLE,
  DATA_LOSS,
  UNAUTHENTICATED;

  /** How one is written, as a regular expression. */
  static final String PATTERN =
      Stream.concat(
              Stream.of(values()).map(GrpcStatus::name),
              Stream.of(values()).map(status -> Integer.toString(status.code())))
          .collect(Collectors.joining("|"));

  /** 0 to 16. */
  public int code() {
    return ordinal();
  }

  /** The status of that name or number. */
  static Optional<GrpcStatus> parse(String text) {
    for (GrpcStatus status : values()) {
      if (text.equals(status.name()) || text.equals(Integer.toString(status.code()))) {
        return Optional.of(status);
      }
    }
    return Optional.empty();
  }
}
