package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.ScenarioUnderTest.Result;
import dev.faultline.generator.driver.Secrets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** WebSocket, as plans ask for it, against a server of Netty's. */
class WebSocketTest {

  private static final Secrets SECRETS = new Secrets(Map.of("TOKEN", "t0k3n"));

  private final WebSocketServer server = new WebSocketServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private ScenarioUnderTest scenario(int connections, String steps) throws Exception {
    return new ScenarioUnderTest(
        ScenarioUnderTest.plan(
            """
            name: talk
            secrets: { token: { env: TOKEN } }
            targets: { chat: { websocket: 'ws://127.0.0.1:%d', auth: { bearer: token } } }
            scenarios:
              talk:
                target: chat
                load: { stages: [constant: { rate: 1, duration: 1s }] }
                limits: { connections: %d, timeout: 5s }
                steps:
            """
                    .formatted(server.port(), connections)
                + steps.indent(6)),
        Slice.WHOLE,
        SECRETS);
  }

  private List<Result> results(String steps) throws Exception {
    try (ScenarioUnderTest scenario = scenario(4, steps)) {
      scenario.iterate();
      await().until(() -> server.open() == 0);
      return List.copyOf(scenario.results());
    }
  }

  private void assertFails(String steps, Outcome outcome, String error) throws Exception {
    Result last = results(steps).getLast();

    assertThat(last.outcome()).isEqualTo(outcome);
    assertThat(last.measurement().error()).isEqualTo(error);
  }

  @Test
  void aReplyIsFoundByItsId() throws Exception {
    List<Result> results =
        results(
            """
            - { name: connect, connect: { path: /ws, subprotocol: tasks.v1 } }
            - parallel:
                - steps:
                    - name: first
                      send:
                        text: '{"id": "a-${sequence()}", "n": 1}'
                        reply: { json: { $.id: { equals: "a-${sequence()}" } } }
                      check: { json: { $.n: { equals: 1 } } }
                - steps:
                    - name: second
                      send:
                        text: '{"id": "b-${sequence()}", "n": 2}'
                        reply: { json: { $.id: { equals: "b-${sequence()}" } } }
                      capture: { n: { json: $.n } }
            - { name: third, send: { text: '{"n": ${n}}' } }
            - { name: fourth, send: { text: '{"m": ${n}}', reply: { body: { contains: '"n": 2' } } } }
            - { name: close, close: {} }
            """);

    assertThat(results).extracting(Result::outcome).containsOnly(Outcome.OK);
    assertThat(results)
        .extracting(Result::step)
        .containsExactlyInAnyOrder("connect", "first", "second", "third", "fourth", "close");
    assertThat(results.getFirst().measurement().status()).isEqualTo(101);
    assertThat(server.opened()).containsExactly(Map.entry("Bearer t0k3n", "tasks.v1"));
  }

  @Test
  void whatNobodyWaitedForIsThereLater() throws Exception {
    List<Result> results =
        results(
            """
            - { name: connect, connect: { path: /ws } }
            - { name: push, send: { text: push, reply: { json: { $.event: { equals: 3 } } } } }
            - name: second
              receive: { json: { $.event: { equals: 2 } } }
              capture: { event: { json: $.event } }
            - name: any
              receive: {}
              check: { json: { $.event: { equals: 1 } } }
            - { name: pieces, send: { text: pieces, reply: { body: { equals: in pieces } } } }
            """);

    assertThat(results).hasSize(5).extracting(Result::outcome).containsOnly(Outcome.OK);
    assertThat(results.getLast().measurement().bytesSent()).isEqualTo(6);
    assertThat(results.getLast().measurement().bytesReceived()).isEqualTo(9);
  }

  @Test
  void thePageAboutItIsTrue() throws Exception {
    String page = Files.readString(Path.of("../docs/websocket.md"));
    String yaml = page.substring(page.indexOf("```yaml") + 7, page.indexOf("```\n\n`./faultline"));
    String address = "ws://127.0.0.1:" + server.port();
    try (ScenarioUnderTest scenario =
        new ScenarioUnderTest(
            ScenarioUnderTest.plan(yaml.replace("ws://127.0.0.1:18100", address)), Slice.WHOLE)) {
      scenario.iterate();

      assertThat(scenario.results())
          .extracting(Result::step)
          .containsExactly("connecting", "message", "message", "message", "closing");
      assertThat(scenario.results()).extracting(Result::outcome).containsOnly(Outcome.OK);
    }
  }

  @Test
  void aReplyThatDoesNotComeIsATimeout() throws Exception {
    assertFails(
        """
        - { name: connect, connect: { path: /ws } }
        - { name: ask, send: { text: silence, reply: {} }, timeout: 100ms }
        """,
        Outcome.TIMEOUT,
        "timeout");
  }

  @Test
  void aReplyThatIsNotAsExpectedFails() throws Exception {
    assertFails(
        """
        - { name: connect, connect: { path: /ws } }
        - { name: ask, send: { text: push, reply: {} }, check: { json: { $.event: { equals: 7 } } } }
        """,
        Outcome.CHECK_FAILED,
        "check-json");
  }

  @Test
  void aTargetThatSaysGoodByeWhileItIsAskedFails() throws Exception {
    String ask =
        """
        - { name: connect, connect: { path: /ws } }
        - { name: ask, send: { text: %s, reply: {} } }
        """;
    assertFails(ask.formatted("bye"), Outcome.ERROR, "connection-closed");
    assertFails(ask.formatted("gone"), Outcome.ERROR, "connection-closed");
  }

  @Test
  void aTargetThatRefusesTheConnectionHasAStatus() throws Exception {
    Result refused = results("- { name: connect, connect: { path: /elsewhere } }").getFirst();

    assertThat(refused.outcome()).isEqualTo(Outcome.CHECK_FAILED);
    assertThat(refused.measurement().status()).isEqualTo(403);
    assertThat(
            results("- { name: connect, connect: { path: /elsewhere }, check: { status: 403 } }"))
        .extracting(Result::outcome)
        .containsExactly(Outcome.OK);
  }

  @Test
  void aProtocolThatTheTargetDoesNotSpeakIsNoAnswer() throws Exception {
    assertFails(
        "- { name: connect, connect: { path: /ws, subprotocol: other } }",
        Outcome.ERROR,
        "invalid-answer");
  }

  @Test
  void nobodySpeaksBeforeThereIsAConnection() throws Exception {
    assertFails("- { name: ask, send: { text: push } }", Outcome.ERROR, "connection-closed");
  }

  @Test
  void aTargetThatIsAwayIsRefused() throws Exception {
    try (ScenarioUnderTest scenario = scenario(1, "- { name: connect, connect: { path: /ws } }")) {
      server.close();
      scenario.iterate();
      assertThat(scenario.results().getFirst().measurement().error())
          .isEqualTo("connection-refused");
    }
  }

  @Test
  void iterationsBeyondTheLimitWaitForAConnection() throws Exception {
    try (ScenarioUnderTest scenario =
        scenario(
            2,
            """
            - { name: connect, connect: { path: /ws } }
            - { name: push, send: { text: push, reply: {} } }
            - pause: 20ms
            """)) {
      List<CompletableFuture<Boolean>> all = Stream.generate(scenario::begin).limit(10).toList();
      for (CompletableFuture<Boolean> each : all) {
        each.get(20, TimeUnit.SECONDS);
        assertThat(server.open()).isLessThanOrEqualTo(3); // one may be on its way out
      }
      assertThat(scenario.results()).hasSize(20);
      assertThat(scenario.results()).extracting(Result::outcome).containsOnly(Outcome.OK);
      await().until(() -> server.open() == 0);
    }
  }
}
