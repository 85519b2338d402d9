package dev.faultline.generator.driver.grpc;

import static dev.faultline.generator.driver.grpc.GrpcClientUnderTest.SAY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.core.expression.Values;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.generator.scenario.PreparedRequest;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class GrpcFailuresTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Test
  void whatNobodyListensToIsRefused() throws Exception {
    EchoServer server = EchoServer.start();
    try (GrpcClientUnderTest client = new GrpcClientUnderTest(server.port(), 2)) {
      PreparedRequest say = client.prepare(SAY);
      server.close();

      for (int i = 0; i < 10; i++) {
        Measurement refused = client.measure(say);
        assertThat(refused.outcome()).isEqualTo(Outcome.ERROR);
        assertThat(refused.error()).isEqualTo("connection-refused");
        assertThat(refused.status()).isZero();
        assertThat(refused.bytesSent()).isZero();
        assertThat(refused.sentMicros()).isEqualTo(refused.completedMicros());
      }
    }
  }

  @Test
  void aTargetThatComesBackIsUsedAgainAtOnce() throws Exception {
    EchoServer first = EchoServer.start();
    try (GrpcClientUnderTest client = new GrpcClientUnderTest(first.port(), 2)) {
      PreparedRequest say = client.prepare(SAY);
      assertThat(client.measure(say).outcome()).isEqualTo(Outcome.OK);
      first.close();
      await()
          .atMost(PATIENCE)
          .until(() -> client.measure(say).error().equals("connection-refused"));

      // As long as grpc-java would wait by itself, and more.
      long awayUntil = System.nanoTime() + Duration.ofSeconds(3).toNanos();
      await()
          .atMost(PATIENCE)
          .until(
              () -> {
                assertThat(client.measure(say).outcome()).isEqualTo(Outcome.ERROR);
                return System.nanoTime() > awayUntil;
              });
      try (EchoServer _ = EchoServer.start(first.port())) {
        // For 10 ms a failed attempt counts for the calls after it too.
        await().pollDelay(Duration.ofMillis(50)).until(() -> true);
        assertThat(client.measure(say).outcome()).isEqualTo(Outcome.OK);
      }
    }
  }

  @Test
  void aConnectionThatBreaksOffInTheMiddleIsAnError() throws Exception {
    assertThat(errorWhen(Relay::reset)).isEqualTo("connection-reset");
  }

  @Test
  void aConnectionThatEndsInTheMiddleIsAnError() throws Exception {
    assertThat(errorWhen(Relay::end)).isEqualTo("connection-closed");
  }

  private interface Break {
    void of(Relay relay) throws Exception;
  }

  private static String errorWhen(Break breaks) throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    try (EchoServer server = EchoServer.start().doing((text, answers) -> arrived.countDown());
        Relay relay = new Relay(server.port());
        GrpcClientUnderTest client = new GrpcClientUnderTest(relay.port(), 1)) {
      CompletableFuture<Measurement> sent = client.send(client.prepare(SAY));
      assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
      breaks.of(relay);

      Measurement broken = GrpcClientUnderTest.await(sent);
      assertThat(broken.outcome()).isEqualTo(Outcome.ERROR);
      assertThat(broken.status()).isZero();
      assertThat(broken.bytesSent()).isPositive();
      return broken.error();
    }
  }

  @Test
  void aServerThatGoesAwayInTheMiddleIsAnErrorAndNoAnswer() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    EchoServer server = EchoServer.start().doing((text, answers) -> arrived.countDown());
    try (GrpcClientUnderTest client = new GrpcClientUnderTest(server.port(), 1)) {
      CompletableFuture<Measurement> sent = client.send(client.prepare(SAY));
      assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
      server.close();

      Measurement broken = GrpcClientUnderTest.await(sent);
      assertThat(broken.outcome()).isEqualTo(Outcome.ERROR);
      assertThat(broken.error()).isIn("stream-reset", "connection-closed", "connection-reset");
    }
  }

  @Test
  void aCallThatFindsNoConnectionInTimeIsATimeout() throws Exception {
    try (Blocked blocked = new Blocked()) {
      Measurement late = GrpcClientUnderTest.await(blocked.send(Duration.ofMillis(100)));

      assertThat(late.outcome()).isEqualTo(Outcome.TIMEOUT);
      assertThat(late.error()).isEqualTo("connect-timeout");
      assertThat(late.bytesSent()).isZero();
      assertThat(late.sentMicros()).isEqualTo(late.completedMicros());
    }
  }

  @Test
  void givingUpEndsWhatWaitsForAConnectionAndNotWhatWasSent() throws Exception {
    try (Blocked blocked = new Blocked()) {
      CompletableFuture<Measurement> waiting = blocked.send(Duration.ofSeconds(30));
      blocked.client.giveUpWaiting();

      Measurement ended = GrpcClientUnderTest.await(waiting);
      assertThat(ended.outcome()).isEqualTo(Outcome.TIMEOUT);
      assertThat(ended.error()).isEqualTo("no-connection");
    }
    CountDownLatch arrived = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    try (EchoServer server =
            EchoServer.start()
                .doing(
                    (text, answers) -> {
                      arrived.countDown();
                      awaitUninterruptibly(goOn);
                      answers.onNext(text);
                      answers.onCompleted();
                    });
        GrpcClientUnderTest client = new GrpcClientUnderTest(server.port(), 1)) {
      CompletableFuture<Measurement> sent = client.send(client.prepare(SAY));
      assertThat(arrived.await(30, TimeUnit.SECONDS)).isTrue();
      client.giveUpWaiting();
      goOn.countDown();
      assertThat(GrpcClientUnderTest.await(sent).outcome()).isEqualTo(Outcome.OK);
    }
  }

  /** Who begins again as soon as a call has failed must neither exhaust the stack nor the loop. */
  @Test
  void failuresThatComeAtOnceAreToldOneAfterTheOther() throws Exception {
    EchoServer server = EchoServer.start();
    try (GrpcClientUnderTest client = new GrpcClientUnderTest(server.port(), 1)) {
      PreparedRequest say = client.prepare(SAY);
      server.close();
      AtomicInteger failures = new AtomicInteger();
      Completion again =
          new Completion() {
            @Override
            public void completed(Measurement measurement) {
              if (failures.incrementAndGet() < 20_000) {
                say.send(Values.NONE, this);
              }
            }
          };
      client.onLoop(() -> say.send(Values.NONE, again));

      await().atMost(Duration.ofSeconds(30)).until(() -> failures.get() == 20_000);
    }
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** A target that told its types and then accepts connections and says nothing. */
  private static final class Blocked implements AutoCloseable {

    private final EchoServer server = EchoServer.start();
    private final GrpcClientUnderTest client = new GrpcClientUnderTest(server.port(), 1);
    private Relay silent;

    Blocked() throws Exception {}

    CompletableFuture<Measurement> send(Duration timeout) throws Exception {
      PreparedRequest hasty = client.prepare(GrpcClientUnderTest.within(timeout));
      server.close();
      silent = Relay.silentAt(server.port());
      return client.send(hasty);
    }

    @Override
    public void close() throws Exception {
      client.close();
      silent.close();
    }
  }
}
