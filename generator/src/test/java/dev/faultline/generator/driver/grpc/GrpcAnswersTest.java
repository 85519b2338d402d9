package dev.faultline.generator.driver.grpc;

import static dev.faultline.generator.driver.grpc.GrpcClientUnderTest.SAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Template;
import dev.faultline.core.plan.GrpcMessages;
import dev.faultline.core.plan.GrpcStatus;
import dev.faultline.core.plan.Step;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.generator.scenario.PreparedRequest;
import io.grpc.Metadata;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GrpcAnswersTest {

  private EchoServer server;
  private GrpcClientUnderTest client;

  @BeforeEach
  void start() throws Exception {
    server = EchoServer.start();
    client = new GrpcClientUnderTest(server.port(), 3);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void anAnswerIsMeasuredFromSendingToItsEnd() throws Exception {
    Measurement answered = client.measure(SAY);

    assertThat(answered.outcome()).isEqualTo(Outcome.OK);
    assertThat(answered.status()).isZero();
    assertThat(answered.error()).isEmpty();
    assertThat(answered.sentMicros()).isLessThanOrEqualTo(answered.completedMicros());
    assertThat(server.messages.getFirst().toString()).isEqualTo("text: \"hello\"\n");
  }

  @Test
  void bytesAreThoseOfTheMessageAndItsPrefix() throws Exception {
    Measurement answered = client.measure(SAY);

    int message = server.messages.getFirst().getSerializedSize();
    assertThat(answered.bytesSent()).isEqualTo(5 + message);
    assertThat(answered.bytesReceived()).isEqualTo(5 + message);
  }

  @Test
  void aStatusOtherThanExpectedFailsTheCheck() throws Exception {
    server.doing(
        (text, answers) -> answers.onError(Status.NOT_FOUND.withDescription("no").asException()));

    Measurement answered = client.measure(SAY);

    assertThat(answered.outcome()).isEqualTo(Outcome.CHECK_FAILED);
    assertThat(answered.status()).isEqualTo(GrpcStatus.NOT_FOUND.code());
    assertThat(answered.error()).isEmpty();
    assertThat(client.measure(expecting(GrpcStatus.NOT_FOUND)).outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void anErrorMayBeExpectedAndThenSuccessFailsTheCheck() throws Exception {
    assertThat(client.measure(expecting(GrpcStatus.NOT_FOUND)).outcome())
        .isEqualTo(Outcome.CHECK_FAILED);
  }

  @Test
  void whatTheServerCallsUnavailableIsItsAnswer() throws Exception {
    for (Status status : List.of(Status.UNAVAILABLE, Status.CANCELLED, Status.DEADLINE_EXCEEDED)) {
      server.doing((text, answers) -> answers.onError(status.asException()));

      Measurement answered = client.measure(SAY);

      assertThat(answered.outcome()).isEqualTo(Outcome.CHECK_FAILED);
      assertThat(answered.status()).isEqualTo(status.getCode().value());
    }
  }

  @Test
  void aCallWithoutAnAnswerInTimeIsATimeoutAndTheServerKnowsTheDeadline() throws Exception {
    client.measure(SAY); // so that there is a connection
    server.deadlines.clear();
    server.doing((text, answers) -> {});
    PreparedRequest say = client.prepare(GrpcClientUnderTest.within(Duration.ofSeconds(3)));
    long wantedMicros = Clock.system().epochMicros();

    Measurement late = client.measure(say);

    assertThat(late.outcome()).isEqualTo(Outcome.TIMEOUT);
    assertThat(late.status()).isZero();
    assertThat(late.error()).isEqualTo("timeout");
    assertThat(late.bytesSent()).isPositive();
    assertThat(late.completedMicros() - wantedMicros).isGreaterThanOrEqualTo(2_999_000);
    assertThat(server.deadlines).hasSize(1);
    assertThat(server.deadlines.getFirst().timeRemaining(TimeUnit.MILLISECONDS))
        .isLessThanOrEqualTo(3_000);
  }

  @Test
  void metadataArrives() throws Exception {
    client.measure(
        new Step.GrpcCall(
            "step",
            "test.Echo",
            "Say",
            new GrpcMessages.One(Template.of("{}")),
            Map.of("tenant", Template.of("a"), "trace", Template.of("x y")),
            Duration.ofSeconds(10),
            Expectation.status(0),
            Optional.empty()));

    Metadata headers = server.headers.getFirst();
    assertThat(headers.get(key("tenant"))).isEqualTo("a");
    assertThat(headers.get(key("trace"))).isEqualTo("x y");
    assertThat(headers.get(key("user-agent"))).startsWith("faultline ");
  }

  @Test
  void aPreparedCallIsSentAsOftenAsWantedAndManyAtOnce() throws Exception {
    PreparedRequest say = client.prepare(SAY);
    List<CompletableFuture<Measurement>> all = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      all.add(client.send(say));
    }

    for (CompletableFuture<Measurement> each : all) {
      assertThat(GrpcClientUnderTest.await(each).outcome()).isEqualTo(Outcome.OK);
    }
    assertThat(server.messages).hasSize(1000);
  }

  @Test
  void requestsAreSpreadOverAsManyConnectionsAsThePlanAllows() throws Exception {
    PreparedRequest say = client.prepare(SAY);
    int before = server.accepted.get();
    await()
        .atMost(Duration.ofSeconds(30))
        .untilAsserted(
            () -> {
              client.measure(say);
              assertThat(server.accepted.get() - before).isEqualTo(3);
            });
    for (int i = 0; i < 20; i++) {
      client.measure(say);
    }
    assertThat(server.accepted.get() - before).isEqualTo(3);
  }

  @Test
  void closingClosesAllConnections() throws Exception {
    client.measure(SAY);
    client.closeDriver();

    await().atMost(Duration.ofSeconds(30)).until(() -> server.connected.get() == 0);
  }

  private static Step.GrpcCall expecting(GrpcStatus status) {
    return Step.GrpcCall.fixed(
        "step",
        "test.Echo",
        "Say",
        "{}",
        Duration.ofSeconds(10),
        Expectation.status(status.code()));
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
