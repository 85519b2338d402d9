package dev.faultline.generator.driver.grpc;

import dev.faultline.generator.driver.Failure;
import io.grpc.Status;
import java.util.Optional;

/**
 * What the end of a call means. The same status may be the server's word, which is an answer, or
 * grpc-java's own for a call that got none; the trailers, with which a server ends every call, tell
 * the two apart.
 *
 * @param sent whether a connection had taken the call
 * @param trailersReceived whether the server has ended the call
 * @param answers messages received
 * @param anyNumber whether there may be any number of them, and not one
 * @param givenUp whether this driver has ended it, for want of a connection
 * @param late whether its deadline had passed
 */
record CallEnd(
    Status status,
    boolean sent,
    boolean trailersReceived,
    int answers,
    boolean anyNumber,
    boolean givenUp,
    boolean late) {

  /** By how much a server may see the deadline earlier: it counts on a clock of its own. */
  static final long CLOCKS_DIFFER_MICROS = 1_000;

  /** Why there was no answer; empty when there was one, whatever its status. */
  Optional<Failure> failure() {
    if (givenUp) {
      return Optional.of(Failure.NO_CONNECTION);
    }
    if (trailersReceived) {
      return answered();
    }
    return Optional.of(
        switch (status.getCode()) {
          case DEADLINE_EXCEEDED, CANCELLED -> broken(Failure.STREAM_RESET);
          case UNAVAILABLE -> unavailable();
          case OK,
              UNKNOWN,
              INVALID_ARGUMENT,
              NOT_FOUND,
              ALREADY_EXISTS,
              PERMISSION_DENIED,
              RESOURCE_EXHAUSTED,
              FAILED_PRECONDITION,
              ABORTED,
              OUT_OF_RANGE,
              UNIMPLEMENTED,
              INTERNAL,
              DATA_LOSS,
              UNAUTHENTICATED ->
              broken(wasReset() ? Failure.STREAM_RESET : Failure.INVALID_ANSWER);
        });
  }

  /** A server that knows of our deadline ends the call at that moment too: that is our timeout. */
  private Optional<Failure> answered() {
    if (status.getCode() == Status.Code.DEADLINE_EXCEEDED && late) {
      return Optional.of(Failure.TIMEOUT);
    }
    return status.isOk() && answers != 1 && !anyNumber
        ? Optional.of(Failure.INVALID_ANSWER)
        : Optional.empty();
  }

  private Failure unavailable() {
    if (status.getCause() != null) {
      return Failure.of(status.getCause());
    }
    if (wasReset()) {
      return broken(Failure.STREAM_RESET);
    }
    return describedAs("HTTP status code") ? Failure.INVALID_ANSWER : Failure.CONNECTION_CLOSED;
  }

  /** At the deadline the call is broken off here, and perhaps by the server a moment before. */
  private Failure broken(Failure otherwise) {
    if (!late) {
      return otherwise;
    }
    return sent ? Failure.TIMEOUT : Failure.CONNECT_TIMEOUT;
  }

  private boolean wasReset() {
    return describedAs("RST_STREAM");
  }

  /** grpc-java tells these only in words; they choose between two names for an error. */
  private boolean describedAs(String words) {
    return status.getDescription() != null && status.getDescription().startsWith(words);
  }
}
