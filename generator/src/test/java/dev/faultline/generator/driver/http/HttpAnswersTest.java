package dev.faultline.generator.driver.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.faultline.core.check.Expectation;
import dev.faultline.core.plan.Step;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.scenario.Measurement;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Answers of all shapes are read in full, judged by their status, and leave a usable connection.
 */
class HttpAnswersTest {

  @Test
  void sendsWhatThePlanSaysAndMeasuresTheAnswer() throws Exception {
    AtomicReference<String> seen = new AtomicReference<>();
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
          seen.set(
              exchange.getRequestMethod()
                  + " "
                  + exchange.getRequestURI()
                  + " "
                  + exchange.getRequestHeaders().getFirst("x-shop")
                  + " "
                  + body);
          exchange.sendResponseHeaders(201, 4);
          exchange.getResponseBody().write("done".getBytes(StandardCharsets.UTF_8));
          exchange.close();
        });
    server.start();
    String address = "http://127.0.0.1:" + server.getAddress().getPort();
    try (HttpClientUnderTest client = new HttpClientUnderTest(address, 1)) {
      Step.Request step =
          Step.Request.fixed(
              "order",
              "POST",
              "/orders",
              Map.of("X-Shop", "north"),
              Optional.of("{\"items\":3}"),
              HttpClientUnderTest.TIMEOUT,
              Expectation.status(201));

      Measurement measured = HttpClientUnderTest.await(client.send(step));

      assertThat(seen.get()).isEqualTo("POST /orders north {\"items\":3}");
      assertThat(measured.outcome()).isEqualTo(Outcome.OK);
      assertThat(measured.status()).isEqualTo(201);
      assertThat(measured.error()).isEmpty();
      assertThat(measured.bytesSent()).isGreaterThan(50);
      assertThat(measured.bytesReceived()).isGreaterThan(20);
      assertThat(measured.completedMicros()).isGreaterThan(measured.sentMicros());
    } finally {
      server.stop(0);
    }
  }

  @ParameterizedTest
  @CsvSource({"200,,OK", "302,,OK", "404,,CHECK_FAILED", "503,,CHECK_FAILED"})
  void judgesTheStatusWhenThePlanNamesNone(int status, String none, Outcome outcome)
      throws Exception {
    assertThat(outcomeOf(status, Expectation.BELOW_400)).isEqualTo(outcome);
  }

  @ParameterizedTest
  @CsvSource({"200,200,OK", "404,404,OK", "200,201,CHECK_FAILED"})
  void judgesTheStatusThatThePlanNames(int status, int expected, Outcome outcome) throws Exception {
    assertThat(outcomeOf(status, Expectation.status(expected))).isEqualTo(outcome);
  }

  private static Outcome outcomeOf(int status, Expectation expected) throws Exception {
    String answer = "HTTP/1.1 " + status + " X\r\ncontent-length: 0\r\n\r\n";
    try (RawServer server = RawServer.answering(answer);
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 1)) {
      Step.Request step =
          HttpClientUnderTest.request(
              "GET", Optional.empty(), expected, HttpClientUnderTest.TIMEOUT);
      Measurement measured = HttpClientUnderTest.await(client.send(step));
      assertThat(measured.status()).isEqualTo(status);
      return measured.outcome();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n2\r\nhi\r\n5;x=y\r\nworld\r\n0\r\n\r\n",
        "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\ntrailer: x\r\n\r\n",
        "HTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.1 304 Not Modified\r\ncontent-length: 100\r\n\r\n",
        "HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi",
        "HTTP/1.1 103 Early Hints\r\nlink: x\r\n\r\nHTTP/1.1 204 No Content\r\n\r\n",
        "HTTP/1.0 200 OK\r\nconnection: keep-alive\r\ncontent-length: 2\r\n\r\nhi",
      })
  void readsAnswersOfAnyShapeToTheirEndAndKeepsTheConnection(String answer) throws Exception {
    try (RawServer server = RawServer.answering(answer);
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 1)) {
      for (int i = 0; i < 3; i++) {
        Measurement measured = client.get();
        assertThat(measured.outcome()).isEqualTo(Outcome.OK);
        assertThat(measured.status()).isBetween(200, 399);
        assertThat(measured.bytesReceived()).isEqualTo(answer.length());
      }
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void readsAnAnswerWithoutLengthUntilTheConnectionCloses() throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.request();
                  peer.answer("HTTP/1.1 200 OK\r\n\r\nas long ");
                  peer.answer("as it is");
                });
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 1)) {
      Measurement measured = client.get();
      assertThat(measured.outcome()).isEqualTo(Outcome.OK);
      assertThat(measured.bytesReceived()).isEqualTo(35);
      assertThat(client.get().outcome()).isEqualTo(Outcome.OK);
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void knowsThatTheAnswerToHeadHasNoBody() throws Exception {
    try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\ncontent-length: 5000\r\n\r\n");
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 1)) {
      Step.Request head =
          HttpClientUnderTest.request(
              "HEAD", Optional.empty(), Expectation.BELOW_400, HttpClientUnderTest.TIMEOUT);
      for (int i = 0; i < 2; i++) {
        assertThat(HttpClientUnderTest.await(client.send(head)).outcome()).isEqualTo(Outcome.OK);
      }
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void readsLargeBodiesAndThrowsThemAway() throws Exception {
    int size = 20 * 1024 * 1024;
    String answer = "HTTP/1.1 200 OK\r\ncontent-length: " + size + "\r\n\r\n" + "x".repeat(size);
    try (RawServer server = RawServer.answering(answer);
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 1)) {
      assertThat(client.get().bytesReceived()).isEqualTo(answer.length());
      assertThat(client.get().bytesReceived()).isEqualTo(answer.length());
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void doesNotReuseAConnectionThatTheTargetWantsClosed() throws Exception {
    try (RawServer server =
            RawServer.answering(
                "HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nhi");
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 1)) {
      assertThat(client.get().outcome()).isEqualTo(Outcome.OK);
      assertThat(client.get().outcome()).isEqualTo(Outcome.OK);
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void takesNothingThatFollowsAnAnswerForTheNextOne() throws Exception {
    try (RawServer server = RawServer.answering(RawServer.OK + "HTTP/1.1 500 Stray\r\n\r\n");
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 1)) {
      CompletableFuture<Measurement> first = client.send(HttpClientUnderTest.get(TIMEOUT));
      CompletableFuture<Measurement> queued = client.send(HttpClientUnderTest.get(TIMEOUT));

      assertThat(HttpClientUnderTest.await(first).status()).isEqualTo(200);
      assertThat(HttpClientUnderTest.await(queued).status()).isEqualTo(200);
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  private static final java.time.Duration TIMEOUT = HttpClientUnderTest.TIMEOUT;
}
