package dev.faultline.generator.driver.http;

import static dev.faultline.generator.driver.http.HttpClientUnderTest.await;
import static dev.faultline.generator.driver.http.HttpClientUnderTest.get;
import static dev.faultline.generator.driver.http.HttpClientUnderTest.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.generator.scenario.PreparedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

/** Connections are opened when needed, kept, bounded, and replaced when the target closes them. */
class ConnectionReuseTest {

  @Test
  void opensAsManyAsAreBusyAtOnceAndUsesTheLastOneFirst() throws Exception {
    CountDownLatch bothHere = new CountDownLatch(2);
    List<Integer> servedBy = new CopyOnWriteArrayList<>();
    try (RawServer server =
            new RawServer(
                peer -> {
                  while (peer.request() != null) {
                    bothHere.countDown();
                    bothHere.await();
                    servedBy.add(peer.index());
                    peer.answer(RawServer.OK);
                  }
                });
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 10)) {
      assertThat(server.accepted()).isZero();
      var first = client.send(get(HttpClientUnderTest.TIMEOUT));
      var second = client.send(get(HttpClientUnderTest.TIMEOUT));
      await(first);
      await(second);
      for (int i = 0; i < 5; i++) {
        client.get();
      }
      assertThat(server.accepted()).isEqualTo(2);
      assertThat(servedBy.subList(2, 7)).containsOnly(servedBy.get(2));
    }
  }

  @Test
  void requestsBeyondTheLimitWaitInTheirOrder() throws Exception {
    Semaphore answers = new Semaphore(0);
    try (RawServer server =
            new RawServer(
                peer -> {
                  while (peer.request() != null) {
                    answers.acquire();
                    peer.answer(RawServer.OK);
                  }
                });
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 2)) {
      List<CompletableFuture<Measurement>> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        all.add(client.send(get(HttpClientUnderTest.TIMEOUT)));
      }
      await().until(() -> server.accepted() == 2);
      answers.release(6);
      List<Long> sent = new ArrayList<>();
      for (CompletableFuture<Measurement> ended : all) {
        assertThat(await(ended).outcome()).isEqualTo(Outcome.OK);
        sent.add(await(ended).sentMicros());
      }
      assertThat(sent).isSorted();
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void anAnswerBeforeTheRequestWasSentInFullDoesNotHarmTheNextRequest() throws Exception {
    String body = "0123456789abcdef".repeat(1 << 20); // more than both sockets hold
    List<String> bodies = new CopyOnWriteArrayList<>();
    try (RawServer server =
            new RawServer(
                peer -> {
                  while (peer.head() != null) {
                    peer.answer(RawServer.OK);
                    bodies.add(peer.body());
                  }
                });
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 1)) {
      PreparedRequest request =
          client.prepare(
              request(
                  "POST", Optional.of(body), Expectation.BELOW_400, HttpClientUnderTest.TIMEOUT));
      for (int i = 0; i < 5; i++) {
        assertThat(await(client.send(request)).outcome()).isEqualTo(Outcome.OK);
      }
      await().until(() -> bodies.size() == 5);
      assertThat(bodies).containsOnly(body);
      assertThat(server.accepted()).isEqualTo(1);
    }
  }

  @Test
  void aConnectionThatTheTargetClosedWhileIdleIsReplacedWithoutAnError() throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.request();
                  peer.answer(RawServer.OK);
                });
        HttpClientUnderTest client = HttpClientUnderTest.patientlyTo(server)) {
      for (int i = 0; i < 200; i++) {
        assertThat(client.get().error()).isEmpty();
      }
      assertThat(server.accepted()).isEqualTo(200);
    }
  }

  @Test
  void aRequestThatCrossesWithTheCloseIsSentAgainOverANewConnection() throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.request();
                  peer.answer(RawServer.OK);
                  if (peer.index() == 0) {
                    peer.request();
                    peer.reset();
                  } else {
                    peer.request();
                  }
                });
        HttpClientUnderTest client = HttpClientUnderTest.patientlyTo(server)) {
      client.get();
      Measurement measured = client.get();
      assertThat(measured.outcome()).isEqualTo(Outcome.OK);
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void itIsSentAgainOnlyOnce() throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.request();
                  if (peer.index() == 0) {
                    peer.answer(RawServer.OK);
                    peer.request();
                  }
                });
        HttpClientUnderTest client = HttpClientUnderTest.patientlyTo(server)) {
      assertThat(client.get().outcome()).isEqualTo(Outcome.OK);
      Measurement measured = client.get();
      assertThat(measured.error()).isEqualTo("connection-closed");
      assertThat(server.accepted()).isEqualTo(2);
    }
  }

  @Test
  void aTargetThatDiesWhileItWorksOnTheRequestIsAnError() throws Exception {
    try (RawServer server =
            new RawServer(
                peer -> {
                  peer.request();
                  peer.answer(RawServer.OK);
                  peer.request();
                  Thread.sleep(500);
                  peer.reset();
                });
        HttpClientUnderTest client = HttpClientUnderTest.to(server, 1)) {
      assertThat(client.get().outcome()).isEqualTo(Outcome.OK);
      assertThat(client.get().error()).isEqualTo("connection-reset");
      assertThat(server.accepted()).isEqualTo(1);
    }
  }
}
