package dev.faultline.generator.driver.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.generator.driver.Failure;
import io.grpc.Status;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CallEndTest {

  @ParameterizedTest
  @EnumSource(Status.Code.class)
  void anyStatusThatTheServerSendsIsAnAnswer(Status.Code code) {
    assertThat(told(code.toStatus(), false)).isEmpty();
  }

  @Test
  void aServerThatEndsTheCallAtOurDeadlineDoesSoForUs() {
    assertThat(told(Status.DEADLINE_EXCEEDED, true)).contains(Failure.TIMEOUT);
    assertThat(told(Status.UNAVAILABLE, true)).isEmpty();
    assertThat(broken(Status.CANCELLED, true)).isEqualTo(Failure.TIMEOUT);
    assertThat(broken(Status.CANCELLED, false)).isEqualTo(Failure.STREAM_RESET);
  }

  @Test
  void successWithoutExactlyOneAnswerIsNone() {
    assertThat(new CallEnd(Status.OK, true, true, 0, false, false, false).failure())
        .contains(Failure.INVALID_ANSWER);
    assertThat(new CallEnd(Status.OK, true, true, 2, false, false, false).failure())
        .contains(Failure.INVALID_ANSWER);
  }

  @Test
  void aMethodThatStreamsMayAnswerAnyNumberOfTimes() {
    assertThat(new CallEnd(Status.OK, true, true, 0, true, false, false).failure()).isEmpty();
    assertThat(new CallEnd(Status.OK, true, true, 2, true, false, false).failure()).isEmpty();
  }

  @Test
  void theCauseNamesWhatHappenedToTheConnection() {
    Status unavailable = Status.UNAVAILABLE.withDescription("io exception");
    assertThat(broken(unavailable.withCause(new ConnectException("Connection refused")), false))
        .isEqualTo(Failure.CONNECTION_REFUSED);
    assertThat(broken(unavailable.withCause(new IOException("Connection reset")), true))
        .isEqualTo(Failure.CONNECTION_RESET);
    assertThat(broken(Status.UNAVAILABLE.withDescription("Network closed"), false))
        .isEqualTo(Failure.CONNECTION_CLOSED);
  }

  @Test
  void aBrokenOffStreamAndAnAnswerOfAnotherProtocolHaveTheirNames() {
    String reset = "RST_STREAM closed stream. HTTP/2 error code: PROTOCOL_ERROR";
    assertThat(broken(Status.INTERNAL.withDescription(reset), false))
        .isEqualTo(Failure.STREAM_RESET);
    assertThat(broken(Status.UNAVAILABLE.withDescription(reset), false))
        .isEqualTo(Failure.STREAM_RESET);
    assertThat(broken(Status.UNAVAILABLE.withDescription("HTTP status code 503"), false))
        .isEqualTo(Failure.INVALID_ANSWER);
    assertThat(broken(Status.INTERNAL.withDescription("http2 exception"), false))
        .isEqualTo(Failure.INVALID_ANSWER);
  }

  @Test
  void aDeadlineThatPassesBeforeAConnectionCameAboutIsThatOfTheConnection() {
    assertThat(new CallEnd(Status.CANCELLED, false, false, 0, false, false, true).failure())
        .contains(Failure.CONNECT_TIMEOUT);
    assertThat(new CallEnd(Status.CANCELLED, false, false, 0, false, true, true).failure())
        .contains(Failure.NO_CONNECTION);
  }

  private static Optional<Failure> told(Status status, boolean late) {
    return new CallEnd(status, true, true, 1, false, false, late).failure();
  }

  private static Failure broken(Status status, boolean late) {
    return new CallEnd(status, true, false, 0, false, false, late).failure().orElseThrow();
  }
}
