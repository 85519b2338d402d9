package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.ScenarioUnderTest.Result;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.testkit.server.RedisServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Commands and messages, from a plan's text to what is measured, with a real Redis. */
class RedisIT {

  @RegisterExtension static final RedisServer redis = new RedisServer();

  private static final String WELL = "OK 0 ''";

  @Test
  void whatIsSetIsThereWithCapturesAndExpressions() throws Exception {
    assertThat(
            iterate(
                """
                - name: set
                  redis: [SET, "user:${uuid()}", '{"name": "Ada", "id": 7}']
                  check: { body: { equals: OK } }
                - { name: count, redis: [INCRBY, visits, 3], capture: { visits: { regex: '\\d+' } } }
                - { name: keep, redis: [SET, "visit:${visits}", "a b\\r\\nü"] }
                - name: look
                  redis: [GET, "visit:${visits}"]
                  check: { body: { equals: "a b\\r\\nü" } }
                - { name: json, redis: [SET, doc, '{"order": {"id": 12}}'] }
                - name: inside
                  redis: [GET, doc]
                  check: { json: { $.order.id: { equals: 12 } }, latency: { under: 10s } }
                  capture: { order: { json: $.order.id } }
                - { name: used, redis: [ECHO, "${order}"], check: { body: { equals: "12" } } }
                """))
        .extracting(RedisIT::told)
        .containsOnly(WELL)
        .hasSize(7);
  }

  @Test
  void anArrayIsJsonAndNilIsNothing() throws Exception {
    assertThat(
            iterate(
                """
                - { name: push, redis: [RPUSH, "list:${uuid()}", a, b], check: { body: { equals: 2 } } }
                - { name: set, redis: [MSET, k1, '"quoted"', k2, ""] }
                - name: get
                  redis: [MGET, k1, missing, k2]
                  check:
                    body: { equals: '["\\"quoted\\"",null,""]' }
                    json: { "$[0]": { contains: quoted } }
                - { name: none, redis: [GET, missing], check: { body: { equals: "" } } }
                - { name: empty, redis: [LRANGE, missing, 0, 9], check: { body: { equals: "[]" } } }
                """))
        .extracting(RedisIT::told)
        .containsOnly(WELL)
        .hasSize(5);
  }

  @Test
  void bytesAreThoseOnTheWire() throws Exception {
    assertThat(iterate("- { name: set, redis: [SET, k, v] }\n- { name: get, redis: [GET, k] }\n"))
        .extracting(Result::measurement)
        .extracting(Measurement::bytesSent, Measurement::bytesReceived)
        .containsExactly(tuple(27L, 5L), tuple(20L, 7L));
  }

  @Test
  void anErrorIsAFailedCheckByItsFirstWordAndEndsTheIteration() throws Exception {
    assertThat(
            iterate(
                """
                - { name: set, redis: [SET, text, a] }
                - { name: push, redis: [LPUSH, text, b] }
                - { name: never, redis: [PING] }
                """))
        .extracting(RedisIT::told)
        .containsExactly(WELL, "CHECK_FAILED 0 'wrongtype'");
    assertThat(iterate("- { name: unknown, redis: [NOSUCHCOMMAND] }\n"))
        .extracting(RedisIT::told)
        .containsExactly("CHECK_FAILED 0 'err'");
  }

  @Test
  void aCheckThatDoesNotHoldAndACaptureOfNothingFail() throws Exception {
    assertThat(iterate("- { name: a, redis: [ECHO, x], check: { body: { equals: y } } }\n"))
        .extracting(RedisIT::told)
        .containsExactly("CHECK_FAILED 0 'check-body'");
    assertThat(iterate("- { name: a, redis: [ECHO, x], capture: { id: { json: $.id } } }\n"))
        .extracting(RedisIT::told)
        .containsExactly("CHECK_FAILED 0 'capture'");
  }

  @Test
  void aReplyThatIsTooLargeIsNotKept() throws Exception {
    assertThat(
            iterate(
                """
                - { name: fill, redis: [SETRANGE, large, 2000000, x] }
                - { name: pass, redis: [GET, large] }
                - { name: look, redis: [GET, large], check: { body: { contains: x } } }
                """))
        .extracting(RedisIT::told)
        .containsExactly(WELL, WELL, "CHECK_FAILED 0 'body-too-large'");
  }

  @Test
  void pollsUntilAKeyIsThere() throws Exception {
    assertThat(
            iterate(
                """
                - { name: begin, redis: [SET, ready, "no", PX, 60] }
                - name: gone
                  redis: [EXISTS, ready]
                  check: { body: { equals: 0 } }
                  until: { within: 20s, every: 5ms }
                """))
        .extracting(RedisIT::told)
        .containsExactly(WELL, WELL);
  }

  @Test
  void manyCommandsShareOneConnection() throws Exception {
    try (ScenarioUnderTest scenario =
        scenario(
            "{ connections: 1 }",
            """
            - name: count
              redis: [INFO, clients]
              check: { body: { matches: 'connected_clients:1\\b' } }
            """)) {
      await().atMost(20, TimeUnit.SECONDS).until(() -> clients() == 0);
      List<CompletableFuture<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 300; i++) {
        all.add(scenario.begin());
      }
      for (CompletableFuture<Boolean> each : all) {
        assertThat(each.get(20, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(scenario.results()).hasSize(300);
      assertThat(scenario.results()).extracting(RedisIT::told).containsOnly(WELL);
    }
  }

  @Test
  void aDatabaseIsSelectedBeforeAnythingElse() throws Exception {
    String three = target("database: 3");
    iterate(three, "- { name: set, redis: [SET, only-here, x] }\n");

    assertThat(
            iterate(
                three,
                "- { name: a, redis: [EXISTS, only-here], check: { body: { equals: 1 } } }\n"))
        .extracting(RedisIT::told)
        .containsExactly(WELL);
    assertThat(
            iterate("- { name: a, redis: [EXISTS, only-here], check: { body: { equals: 0 } } }\n"))
        .extracting(RedisIT::told)
        .containsExactly(WELL);
    assertThat(iterate(target("database: 99"), "- { name: a, redis: [PING] }\n"))
        .extracting(RedisIT::told)
        .containsExactly("CHECK_FAILED 0 'err'");
  }

  @Test
  void aServerThatDoesNotAnswerIsATimeoutAndTheNextOneGetsAConnectionThatWorks() throws Exception {
    try (ScenarioUnderTest scenario =
        scenario("{ connections: 1, timeout: 2s }", "- { name: ping, redis: [PING] }\n")) {
      scenario.iterate();
      redis.freeze();
      try {
        scenario.iterate();
        scenario.iterate();
      } finally {
        redis.thaw();
      }
      scenario.iterate();
      assertThat(scenario.results())
          .extracting(RedisIT::told)
          .containsExactly(WELL, "TIMEOUT 0 'timeout'", "TIMEOUT 0 'timeout'", WELL);
      assertThat(scenario.results().get(1).serviceMicros()).isBetween(2_000_000L, 5_000_000L);
    }
  }

  @Test
  void aServerThatWasKilledAndComesBackIsFailuresMeanwhile() throws Exception {
    try (ScenarioUnderTest scenario =
        scenario("{ connections: 1 }", "- { name: ping, redis: [PING] }\n")) {
      scenario.iterate();
      redis.freeze();
      List<CompletableFuture<Boolean>> onTheirWay = List.of(scenario.begin(), scenario.begin());
      redis.kill();
      for (CompletableFuture<Boolean> each : onTheirWay) {
        assertThat(each.get(20, TimeUnit.SECONDS)).isFalse();
      }
      scenario.iterate();
      redis.startAgain();
      scenario.iterate();
      scenario.iterate();

      List<String> told = scenario.results().stream().map(RedisIT::told).toList();
      assertThat(told.subList(1, 3))
          .allMatch(each -> each.matches("ERROR 0 'connection-(reset|closed|refused)'"));
      assertThat(told.get(3)).isEqualTo("ERROR 0 'connection-refused'");
      assertThat(told.subList(4, 6)).containsOnly(WELL);
    }
  }

  @Test
  void aMessageIsMeasuredFromItsPublishingToItsReceipt() throws Exception {
    try (ScenarioUnderTest scenario =
        scenario(
            "{ connections: 2 }",
            """
            - name: tell
              redis: { publish: news, message: '{"id": "${uuid()}"}' }
              check: { json: { $.id: exists } }
              capture: { id: { json: $.id } }
            - { name: plain, redis: [PUBLISH, news, "${id}"], check: { body: { equals: 1 } } }
            """)) {
      List<CompletableFuture<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        all.add(scenario.begin());
      }
      for (CompletableFuture<Boolean> each : all) {
        assertThat(each.get(20, TimeUnit.SECONDS)).isTrue();
      }
      assertThat(scenario.results()).hasSize(400);
      assertThat(scenario.results()).extracting(RedisIT::told).containsOnly(WELL);
      assertThat(scenario.results())
          .filteredOn(result -> result.step().equals("tell"))
          .allMatch(result -> result.serviceMicros() > 0)
          .extracting(result -> result.measurement().bytesReceived())
          .containsOnly(4L + 13 + 10 + 5 + 46 + 2);
    }
  }

  @Test
  void twoMessagesThatAreTheSameAreNotSentAtOnce() throws Exception {
    try (ScenarioUnderTest scenario =
        scenario(
            "{}",
            "- { name: tell, redis: { publish: news, message: '${pick(''same'', 1)}' } }\n")) {
      scenario.iterate();
      redis.freeze();
      CompletableFuture<Boolean> one = scenario.begin();
      CompletableFuture<Boolean> other = scenario.begin();
      other.get(20, TimeUnit.SECONDS);
      redis.thaw();
      one.get(20, TimeUnit.SECONDS);

      assertThat(scenario.results())
          .extracting(RedisIT::told)
          .containsExactly(WELL, "ERROR 0 'invalid-request'", WELL);
    }
  }

  @Test
  void whoCannotReceivePublishesNothingAndSubscribesAgain() throws Exception {
    try (ScenarioUnderTest scenario =
        scenario("{}", "- { name: tell, redis: { publish: news, message: '${uuid()}' } }\n")) {
      scenario.iterate();
      redis.kill();
      scenario.iterate();
      redis.startAgain();
      scenario.iterate();

      assertThat(scenario.results().getFirst().outcome()).isEqualTo(Outcome.OK);
      assertThat(told(scenario.results().get(1)))
          .matches("ERROR 0 'connection-(reset|closed|refused)'");
      assertThat(scenario.results().getLast().outcome()).isEqualTo(Outcome.OK);
    }
  }

  private static int clients() throws Exception {
    List<Result> results =
        iterate(
            "- { name: a, redis: [INFO, clients], check: { body: { matches: 'connected_clients:1\\b' } } }\n");
    return results.getFirst().outcome() == Outcome.OK ? 0 : 1;
  }

  /** Outcome, status, error. */
  private static String told(Result result) {
    Measurement measured = result.measurement();
    return "%s %d '%s'".formatted(measured.outcome(), measured.status(), measured.error());
  }

  private static List<Result> iterate(String steps) throws Exception {
    return iterate(target(""), steps);
  }

  private static List<Result> iterate(String target, String steps) throws Exception {
    try (ScenarioUnderTest scenario = scenario(target, "{}", steps)) {
      scenario.iterate();
      return List.copyOf(scenario.results());
    }
  }

  private static String target(String more) {
    return "redis: '%s'%s".formatted(redis.address(), more.isEmpty() ? "" : ", " + more);
  }

  private static ScenarioUnderTest scenario(String limits, String steps) throws Exception {
    return scenario(target(""), limits, steps);
  }

  private static ScenarioUnderTest scenario(String target, String limits, String steps)
      throws Exception {
    return new ScenarioUnderTest(
        ScenarioUnderTest.plan(
            """
            name: small
            targets: { cache: { %s } }
            scenarios:
              visit:
                target: cache
                limits: %s
                load: { stages: [constant: { rate: 1, duration: 1s }] }
                steps:
            """
                    .formatted(target, limits)
                + steps.indent(6)),
        Slice.WHOLE);
  }
}
