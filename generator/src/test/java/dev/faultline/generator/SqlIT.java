package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.profile.Slice;
import dev.faultline.generator.ScenarioUnderTest.Result;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.testkit.server.PostgresServer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Statements and transactions, from a plan's text to what is measured, with a real PostgreSQL. */
class SqlIT {

  @RegisterExtension
  static final PostgresServer postgres = new PostgresServer("max_connections=20");

  private static final String WELL = "OK 0 ''";

  @BeforeAll
  static void createTables() throws Exception {
    postgres.execute(
        """
        create table users (id serial primary key, name text unique, born date, paid numeric);
        insert into users (name, born, paid) values ('Ada', '1815-12-10', 12.50), ('Bob', null, null);
        """);
  }

  @Test
  void rowsAreJsonWithTheTypesOfTheirColumns() throws Exception {
    assertThat(
            iterate(
                """
                - name: find
                  sql: { query: "select * from users where name = $1", parameters: [Ada] }
                  check:
                    body: { equals: '{"rowCount":1,"rows":[{"id":1,"name":"Ada","born":"1815-12-10","paid":12.50}]}' }
                    json: { "$.rows[0].paid": { equals: 12.5 }, $.rowCount: { equals: 1 } }
                    latency: { under: 20s }
                - name: types
                  sql: >
                    select true as yes, null as nothing, 'a"b' as text, 'NaN'::float8 as nan,
                    1e300::float8 as large, '{"a": [1]}'::jsonb as json, array[1,2] as list
                  check:
                    body:
                      equals: >-
                        {"rowCount":1,"rows":[{"yes":true,"nothing":null,"text":"a\\"b","nan":"NaN","large":1e+300,"json":{"a": [1]},"list":"{1,2}"}]}
                - { name: none, sql: select 1 where false, check: { body: { equals: '{"rowCount":0,"rows":[]}' } } }
                """))
        .extracting(SqlIT::told)
        .containsExactly(WELL, WELL, WELL);
  }

  @Test
  void parametersTakeTheTypesThatTheDatabaseExpects() throws Exception {
    assertThat(
            iterate(
                """
                - name: add
                  sql:
                    query: insert into users (name, born, paid) values ($1, $2, $3) returning id
                    parameters: ["u-${uuid()}", "2000-02-29", "0.10"]
                  check: { json: { $.rowCount: { equals: 1 } } }
                  capture: { id: { json: "$.rows[0].id" } }
                - name: find
                  sql: { query: "select born, paid from users where id = $1", parameters: ["${id}"] }
                  check: { json: { "$.rows[0].born": { equals: "2000-02-29" }, "$.rows[0].paid": { equals: 0.1 } } }
                - name: change
                  sql: { query: "update users set paid = paid + $1 where id = $2", parameters: [1, "${id}"], prepared: false }
                  check: { json: { $.rowCount: { equals: 1 } } }
                """))
        .extracting(SqlIT::told)
        .containsExactly(WELL, WELL, WELL);
  }

  @Test
  void anErrorIsAFailedCheckByItsSqlState() throws Exception {
    assertThat(
            iterate(
                """
                - { name: same, sql: "insert into users (name) values ('Ada')" }
                - { name: never, sql: select 1 }
                """))
        .extracting(SqlIT::told)
        .containsExactly("CHECK_FAILED 0 '23505'");
    assertThat(iterate("- { name: a, sql: select * from lost }\n"))
        .extracting(SqlIT::told)
        .containsExactly("CHECK_FAILED 0 '42P01'");
    assertThat(iterate("- { name: a, sql: { query: 'select $1::int', parameters: [x] } }\n"))
        .extracting(SqlIT::told)
        .containsExactly("CHECK_FAILED 0 '22P02'");
    assertThat(iterate("- { name: a, sql: copy users from stdin }\n"))
        .extracting(SqlIT::told)
        .containsExactly("CHECK_FAILED 0 '57014'");
  }

  @Test
  void aConnectionGoesOnAfterAnErrorWithWhatItHasPrepared() throws Exception {
    try (ScenarioUnderTest scenario =
        scenario(
            "{ connections: 1 }",
            """
            - { name: well, sql: { query: "select $1::int / 2", parameters: ["${sequence()}"] } }
            - { name: fail, sql: { query: "select 1 / ($1::int - 2)", parameters: ["${sequence()}"] } }
            """)) {
      for (int i = 0; i < 4; i++) {
        scenario.iterate();
      }
      assertThat(scenario.results())
          .extracting(SqlIT::told)
          .containsExactly(WELL, WELL, WELL, "CHECK_FAILED 0 '22012'", WELL, WELL, WELL, WELL);
    }
  }

  @Test
  void severalStatementsTakeEffectTogetherOrNotAtAll() throws Exception {
    postgres.execute("create table moved (id int primary key)");

    assertThat(
            iterate(
                """
                - name: both
                  sql:
                    - insert into moved values (1)
                    - { query: "insert into moved select * from generate_series(2, $1)", parameters: [4] }
                    - select count(*) as all from moved
                  check:
                    json:
                      "$[0].rowCount": { equals: 1 }
                      "$[1].rowCount": { equals: 3 }
                      "$[2].rows[0].all": { equals: 4 }
                """))
        .extracting(SqlIT::told)
        .containsExactly(WELL);
    assertThat(
            iterate(
                "- { name: a, sql: [insert into moved values (9), insert into moved values (1)] }\n"))
        .extracting(SqlIT::told)
        .containsExactly("CHECK_FAILED 0 '23505'");
    assertThat(
            iterate(
                "- { name: a, sql: select count(*) as all from moved, check: { json: { '$.rows[0].all': { equals: 4 } } } }\n"))
        .extracting(SqlIT::told)
        .containsExactly(WELL);
  }

  @Test
  void rowsThatAreTooManyAreNotKept() throws Exception {
    assertThat(
            iterate(
                """
                - { name: pass, sql: "select repeat('x', 1000) from generate_series(1, 2000)" }
                - name: look
                  sql: select repeat('x', 1000) from generate_series(1, 2000)
                  check: { body: { contains: x } }
                """))
        .extracting(SqlIT::told)
        .containsExactly(WELL, "CHECK_FAILED 0 'body-too-large'");
  }

  @Test
  void whoWaitsForAConnectionIsNotServedSlowly() throws Exception {
    try (ScenarioUnderTest scenario =
        scenario("{ connections: 1 }", "- { name: sleep, sql: select pg_sleep(0.2) }\n")) {
      scenario.iterate();
      for (CompletableFuture<Boolean> each : scenario.begin(3)) {
        assertThat(each.get(20, TimeUnit.SECONDS)).isTrue();
      }
      Result last = scenario.results().getLast();
      assertThat(last.measurement().completedMicros() - last.intendedMicros())
          .isGreaterThanOrEqualTo(600_000);
      assertThat(last.sentMicros() - last.intendedMicros()).isGreaterThanOrEqualTo(400_000);
      assertThat(last.serviceMicros()).isGreaterThanOrEqualTo(200_000);
    }
  }

  @Test
  void aTimeoutEndsTheQueryAndLeavesNoConnectionBehind() throws Exception {
    try (ScenarioUnderTest scenario =
            scenario(
                "{ connections: 1, timeout: 3s }",
                "- { name: sleep, sql: select pg_sleep(600) }\n");
        ScenarioUnderTest observer = observer("%sleep(600)%", 0)) {
      for (int i = 0; i < 3; i++) {
        scenario.iterate();
      }
      observer.iterate();
      assertThat(scenario.results())
          .extracting(SqlIT::told)
          .containsOnly("TIMEOUT 0 'timeout'")
          .hasSize(3);
      assertThat(observer.results()).extracting(SqlIT::told).containsExactly(WELL);
    }
  }

  @Test
  void aDatabaseThatHasNoRoomSaysSo() throws Exception {
    try (ScenarioUnderTest scenario =
        scenario("{ connections: 40 }", "- { name: sleep, sql: select pg_sleep(0.5) }\n")) {
      List<CompletableFuture<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        all.add(scenario.begin());
      }
      for (CompletableFuture<Boolean> each : all) {
        each.get(20, TimeUnit.SECONDS);
      }
      assertThat(scenario.results()).hasSize(40);
      assertThat(scenario.results())
          .extracting(SqlIT::told)
          .contains(WELL, "CHECK_FAILED 0 '53300'")
          .allMatch(told -> told.equals(WELL) || told.equals("CHECK_FAILED 0 '53300'"));
    }
  }

  @Test
  void aServerThatWasKilledAndComesBackIsFailuresMeanwhile() throws Exception {
    try (ScenarioUnderTest scenario =
        scenario("{ connections: 2 }", "- { name: one, sql: select 1 }\n")) {
      scenario.iterate();
      postgres.stop();
      scenario.iterate();
      postgres.startAgain();
      scenario.iterate();
      scenario.iterate();

      assertThat(scenario.results())
          .extracting(SqlIT::told)
          .containsExactly(WELL, "ERROR 0 'connection-refused'", WELL, WELL);
    }
  }

  @Test
  void aQueryThatTheServerDiesAtIsTold() throws Exception {
    try (ScenarioUnderTest scenario =
            scenario("{ connections: 1 }", "- { name: sleep, sql: select pg_sleep(59) }\n");
        ScenarioUnderTest observer = observer("%sleep(59)%", 1)) {
      CompletableFuture<Boolean> onItsWay = scenario.begin();
      observer.iterate();
      postgres.stop();
      onItsWay.get(20, TimeUnit.SECONDS);
      postgres.startAgain();

      assertThat(scenario.results())
          .extracting(SqlIT::told)
          .containsExactly("CHECK_FAILED 0 '57P01'");
    }
  }

  @Test
  void whoIsNotLetInIsToldWhy() throws Exception {
    assertThat(iterate(PostgresServer.USER, "nothing", "{}", "- { name: a, sql: select 1 }\n"))
        .extracting(SqlIT::told)
        .containsExactly("CHECK_FAILED 0 '3D000'");
    assertThat(iterate("stranger", "postgres", "{}", "- { name: a, sql: select 1 }\n"))
        .extracting(SqlIT::told)
        .containsExactly("CHECK_FAILED 0 '28000'");
    assertThat(iterate(PostgresServer.GUARDED, "postgres", "{}", "- { name: a, sql: select 1 }\n"))
        .extracting(SqlIT::told)
        .containsExactly("CHECK_FAILED 0 'no-password'");
  }

  /** Waits until as many connections do something like that. */
  private static ScenarioUnderTest observer(String query, int connections) throws Exception {
    return scenario(
        "{}",
        """
        - name: busy
          sql:
            query: >
              select count(*) as all from pg_stat_activity
              where state = 'active' and query like $1 and pid <> pg_backend_pid()
            parameters: ["%s"]
          check: { json: { "$.rows[0].all": { equals: %d } } }
          until: { within: 20s, every: 10ms }
        """
            .formatted(query, connections));
  }

  /** Outcome, status, error. */
  private static String told(Result result) {
    Measurement measured = result.measurement();
    return "%s %d '%s'".formatted(measured.outcome(), measured.status(), measured.error());
  }

  private static List<Result> iterate(String steps) throws Exception {
    return iterate(PostgresServer.USER, "postgres", "{}", steps);
  }

  private static List<Result> iterate(String user, String database, String limits, String steps)
      throws Exception {
    try (ScenarioUnderTest scenario = scenario(user, database, limits, steps)) {
      scenario.iterate();
      return List.copyOf(scenario.results());
    }
  }

  private static ScenarioUnderTest scenario(String limits, String steps) throws Exception {
    return scenario(PostgresServer.USER, "postgres", limits, steps);
  }

  private static ScenarioUnderTest scenario(
      String user, String database, String limits, String steps) throws Exception {
    return new ScenarioUnderTest(
        ScenarioUnderTest.plan(
            """
            name: small
            targets: { shop: { postgres: 'postgres://%s@%s/%s' } }
            scenarios:
              visit:
                target: shop
                limits: %s
                load: { stages: [constant: { rate: 1, duration: 1s }] }
                steps:
            """
                    .formatted(user, postgres.address(), database, limits)
                + steps.indent(6)),
        Slice.WHOLE);
  }
}
