package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.check.Statuses;
import dev.faultline.core.expression.Template;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SqlPlanTest {

  private static final String TARGET =
      "targets: { shop: { postgres: 'postgres://me@127.0.0.1:5432/shop' } }\n";
  private static final String SCENARIO =
      """
      scenarios:
        visit:
          target: shop
          load: { stages: [constant: { rate: 1, duration: 1s }] }
      """;
  private static final Expectation ANYTHING = new Expectation(Statuses.of(0), List.of(), List.of());

  @ParameterizedTest
  @CsvSource({
    "postgres://me@h:15432/shop, h, 15432",
    "postgresql://me@h/shop, h, 5432",
    "postgres://me@[::1]:1/shop, ::1, 1",
  })
  void aTargetIsAUrlWithAUserAndADatabase(String url, String host, int port) {
    Plan plan =
        Plans.plan(
            "targets: { shop: { http: 'http://h' }, db: { postgres: '%s' } }\n".formatted(url));

    assertThat(plan.target("db"))
        .contains(
            new Target.Postgres(
                "db", InetSocketAddress.createUnresolved(host, port), "shop", "me"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "postgres://me:secret@h/shop",
        "postgres://me@h",
        "postgres://me@h:0/shop",
        "mysql://me@h/shop"
      })
  void anythingElseIsAMistake(String url) {
    assertThat(
            problems(
                "targets: { shop: { http: 'http://h' }, db: { postgres: '%s' } }\n".formatted(url)))
        .containsExactly(
            "plan.yaml:1:56: '%s' is not an address of a database; expected postgres://user@host:port/database, without a password"
                .formatted(url));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{ postgres: 'postgres://h/shop' } | 2:21: nobody's connection; expected"
            + " postgres://user@host:port/database, without a password, or 'auth' with user, password",
        "{ postgres: 'postgres://me@h/shop', auth: { basic: { user: me, password: it } } } | 2:21: a"
            + " user beside that in 'auth'; expected postgres://host:port/database",
      })
  void itSaysOnceAsWhomToCome(String target, String problem) {
    assertThat(problems("targets:\n  shop: %s\nsecrets: { it: { env: IT } }\n".formatted(target)))
        .containsExactly("plan.yaml:" + problem);
  }

  @Test
  void aStatementIsATextOrAMap() {
    assertThat(step("name: one\nsql: select 1\n"))
        .isEqualTo(
            new SqlTransaction(
                "one",
                List.of(new SqlStatement("select 1", List.of(), true)),
                false,
                Duration.ofSeconds(10),
                ANYTHING));
    assertThat(
            step(
                """
                name: find
                sql: { query: 'select $1::int + $2, ''$3''', parameters: [1, x], prepared: false }
                timeout: 1s
                """))
        .isEqualTo(
            new SqlTransaction(
                "find",
                List.of(
                    new SqlStatement(
                        "select $1::int + $2, '$3'",
                        List.of(Template.of("1"), Template.of("x")),
                        false)),
                false,
                Duration.ofSeconds(1),
                ANYTHING));
  }

  @Test
  void severalAreOneTransaction() {
    SqlTransaction transaction =
        (SqlTransaction)
            step(
                "name: move\nsql: [delete from a, { query: insert into b values ($1), parameters: [1] }]\n");

    assertThat(transaction.listed()).isTrue();
    assertThat(transaction.statements())
        .extracting(SqlStatement::text)
        .containsExactly("delete from a", "insert into b values ($1)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "'' | 9:14: an empty statement; expected a statement, or a map with query, parameters, prepared",
        "[] | 9:9: 'sql' is empty; expected a list of statements",
        "begin | 9:14: a transaction that goes on after the step;"
            + " expected a list of statements: they are one transaction",
        "Start  Transaction read only | 9:14: a transaction that goes on after the step;"
            + " expected a list of statements: they are one transaction",
        "{ query: 'select $2', parameters: [1] } | 9:23: the statement has $2, and 1 parameters;"
            + " expected a parameter for each",
        "{ parameters: [1] } | 9:9: 'query' in 'sql' is missing; expected a statement such as select 1",
        "{ query: select 1, params: [] } | 9:33: unknown key 'params' in 'sql'; expected one of query, parameters, prepared",
      })
  void tellsEachMistakeInItsPlace(String sql, String problem) {
    assertThat(problems(plan("name: a\nsql: " + sql + "\n"))).contains("plan.yaml:" + problem);
  }

  @Test
  void eachUserHasAConnection() {
    Plan plan =
        Plans.plan(
            TARGET
                + """
                scenarios:
                  visit:
                    target: shop
                    load: { model: closed, stages: [constant: { users: 50, duration: 1s }] }
                    steps: [{ name: get, sql: select 1 }]
                """);

    assertThat(plan.scenarios().getFirst().maxConnections()).isEqualTo(50);
  }

  private static String plan(String step) {
    return TARGET + SCENARIO + "    steps:\n      -\n" + step.indent(8);
  }

  private static Step step(String yaml) {
    return Plans.plan(plan(yaml)).scenarios().getFirst().steps().getFirst();
  }
}
