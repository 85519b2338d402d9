package dev.faultline.generator.driver.http;

import static dev.faultline.generator.driver.http.HttpClientUnderTest.await;
import static dev.faultline.generator.driver.http.HttpClientUnderTest.get;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.faultline.core.result.Outcome;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a target does wrong becomes the outcome of the request, with a reason. */
class HttpFailuresTest {

  private static final Duration SHORT = Duration.ofMillis(100);

  @Test
  void refused() throws Exception {
    int port;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = unused.getLocalPort();
    }
    try (HttpClientUnderTest client = new HttpClientUnderTest("http://127.0.0.1:" + port, 2)) {
      Measurement measured = client.get();
      assertFailed(measured, Outcome.ERROR, "connection-refused");
      assertThat(measured.bytesSent()).isZero();
      assertThat(measured.sentMicros()).isEqualTo(measured.completedMicros());
    }
  }

  @Test
  void everyWaitingRequestIsRefusedOnItsOwn() throws Exception {
    int port;
    try (ServerSocket unused = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = unused.getLocalPort();
    }
    try (HttpClientUnderTest client = new HttpClientUnderTest("http://127.0.0.1:" + port, 1)) {
      var first = client.send(get(SHORT));
      var second = client.send(get(SHORT));
      assertFailed(await(first), Outcome.ERROR, "connection-refused");
      assertFailed(await(second), Outcome.ERROR, "connection-refused");
    }
  }

  @Test
  void resetBeforeAnyAnswer() throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.request();
                  peer.reset();
                });
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 1)) {
      assertFailed(client.get(), Outcome.ERROR, "connection-reset");
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void resetInTheMiddleOfABodyWithoutLength() throws Exception {
    CountDownLatch partRead = new CountDownLatch(1);
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.request();
                  peer.answer("HTTP/1.1 200 OK\r\n\r\nhalf of");
                  partRead.await();
                  peer.reset();
                });
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 1)) {
      CompletableFuture<Measurement> ended = client.send(get(HttpClientUnderTest.TIMEOUT));
      await().until(() -> server.accepted() == 1);
      partRead.countDown();
      assertFailed(await(ended), Outcome.ERROR, "connection-reset");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "HTTP/1.1 200 OK\r\ncontent-le",
        "HTTP/1.1 200 OK\r\ncontent-length: 10\r\n\r\nhalf",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n5\r\nhal",
      })
  void closedBeforeTheAnswerWasComplete(String part) throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.request();
                  peer.answer(part);
                });
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 1)) {
      Measurement measured = client.get();
      assertFailed(measured, Outcome.ERROR, "connection-closed");
      assertThat(measured.bytesReceived()).isEqualTo(part.length());
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SSH-2.0-OpenSSH_9.6\r\n\r\n",
        "HTTP/1.1 abc OK\r\ncontent-length: 0\r\n\r\n",
        "HTTP/1.1 200 OK\r\ncontent-length: many\r\n\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n",
      })
  void noHttpAtAll(String garbage) throws Exception {
    try (RawServer server = RawServer.answering(garbage);
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 1)) {
      assertFailed(client.get(), Outcome.ERROR, "invalid-answer");
      assertFailed(client.get(), Outcome.ERROR, "invalid-answer");
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void notAnsweredInTime() throws Exception {
    CountDownLatch clientClosed = new CountDownLatch(1);
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.request();
                  if (peer.index() == 0) {
                    assertThat(peer.request()).isNull();
                    clientClosed.countDown();
                  } else {
                    peer.answer(RawServer.OK);
                  }
                });
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 1)) {
      Measurement measured = await(client.send(get(SHORT)));
      assertFailed(measured, Outcome.TIMEOUT, "timeout");
      long serviceMicros = measured.completedMicros() - measured.sentMicros();
      assertThat(serviceMicros).isBetween(100_000L, 400_000L);
      clientClosed.await();
      assertThat(client.get().outcome()).isEqualTo(Outcome.OK);
    }
  }

  @Test
  void theTimeoutCountsFromTheSendOfEachRequest() throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  while (peer.request() != null) {
                    Thread.sleep(1000);
                    peer.answer(RawServer.OK);
                  }
                });
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 1)) {
      var all =
          java.util.stream.IntStream.range(0, 5)
              .mapToObj(
                  i -> {
                    try {
                      return client.send(get(Duration.ofSeconds(4)));
                    } catch (UnusableTargetException e) {
                      throw new AssertionError(e);
                    }
                  })
              .toList();
      for (CompletableFuture<Measurement> ended : all) {
        assertThat(await(ended).outcome()).isEqualTo(Outcome.OK);
      }
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void noConnectionInTime() throws Exception {
    // Nobody accepts, and once the kernel's queue is full it answers to no connection attempt.
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        HttpClientUnderTest client =
            new HttpClientUnderTest("http://127.0.0.1:" + full.getLocalPort(), 20)) {
      for (int i = 0; i < 10; i++) {
        var _ = client.send(get(HttpClientUnderTest.TIMEOUT));
      }
      await(client.send(get(SHORT)));
      Measurement measured = await(client.send(get(SHORT)));
      assertFailed(measured, Outcome.TIMEOUT, "connect-timeout");
      assertThat(measured.bytesSent()).isZero();
    }
  }

  @Test
  void waitingRequestsCanBeGivenUp() throws Exception {
    CountDownLatch answer = new CountDownLatch(1);
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.request();
                  answer.await();
                  peer.answer(RawServer.OK);
                });
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 1)) {
      var sent = client.send(get(HttpClientUnderTest.TIMEOUT));
      var waiting = client.send(get(HttpClientUnderTest.TIMEOUT));
      await().until(() -> server.accepted() == 1);
      client.giveUpWaiting();
      assertFailed(await(waiting), Outcome.TIMEOUT, "no-connection");
      assertThat(sent).isNotDone();
      answer.countDown();
      assertThat(await(sent).outcome()).isEqualTo(Outcome.OK);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://no-such-host.invalid", "ftp://x", "shop"})
  void anAddressThatCannotBeUsedIsToldBeforeTheLoad(String address) {
    assertThatThrownBy(() -> new HttpClientUnderTest(address, 1).close())
        .isInstanceOf(UnusableTargetException.class)
        .hasMessageContaining("target 'target'");
  }

  private static void assertFailed(Measurement measured, Outcome outcome, String reason) {
    assertThat(measured.outcome()).isEqualTo(outcome);
    assertThat(measured.error()).isEqualTo(reason);
    assertThat(measured.status()).isZero();
  }
}
