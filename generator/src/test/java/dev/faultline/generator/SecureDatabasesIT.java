package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.faultline.core.profile.Slice;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.testkit.TestAuthority;
import dev.faultline.testkit.server.PostgresServer;
import dev.faultline.testkit.server.RedisServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Passwords and TLS, with a real Redis and a real PostgreSQL. */
class SecureDatabasesIT {

  private static final Secrets SECRETS =
      new Secrets(Map.of("PASSWORD", PostgresServer.PASSWORD, "WRONG", "guess"));

  @TempDir static Path folder;

  private static RedisServer redis;
  private static PostgresServer postgres;
  private static TestAuthority authority;
  private static TestAuthority stranger;

  @BeforeAll
  static void start() throws Exception {
    authority = new TestAuthority(folder, "authority");
    stranger = new TestAuthority(folder, "stranger");
    TestAuthority.Issued issued = authority.issue("127.0.0.1");
    redis = RedisServer.withTls(issued, "--requirepass", PostgresServer.PASSWORD);
    redis.start();
    postgres = PostgresServer.withTls(issued);
    postgres.start();
    postgres.execute(
        "create user %s password '%s'".formatted(PostgresServer.GUARDED, PostgresServer.PASSWORD));
    postgres.execute(
        "set password_encryption = 'md5'; create user old password '%s'"
            .formatted(PostgresServer.PASSWORD));
  }

  @AfterAll
  static void stop() {
    if (redis != null) {
      redis.close();
    }
    if (postgres != null) {
      postgres.close();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "auth: { basic: { user: default, password: right } } | OK ''",
        "auth: { basic: { user: default, password: right } }, database: 1 | OK ''",
        "auth: { basic: { user: default, password: wrong } } | CHECK_FAILED 'wrongpass'",
        "database: 1 | CHECK_FAILED 'noauth'",
      })
  void redisIsToldThePassword(String more, String told) throws Exception {
    assertThat(iterate("redis: '%s', %s".formatted(redis.address(), more), "redis: [PING]"))
        .isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "guarded | right | OK ''",
        "guarded | wrong | CHECK_FAILED '28P01'",
        "old | right | OK ''",
      })
  void postgresIsToldThePassword(String user, String password, String told) throws Exception {
    String target =
        "postgres: 'postgres://%s/postgres', auth: { basic: { user: %s, password: %s } }"
            .formatted(postgres.address(), user, password);

    assertThat(iterate(target, "sql: select 1")).isEqualTo(told);
  }

  @Test
  void bothSpeakTlsWithWhomTheyTrust() throws Exception {
    String login = "auth: { basic: { user: default, password: right } }, ";

    assertThat(
            iterate(
                "redis: '%s', %s%s".formatted(redis.tlsAddress(), login, tls(authority)),
                "redis: [PING]"))
        .isEqualTo("OK ''");
    assertThat(
            iterate(
                "redis: '%s', %s%s".formatted(redis.tlsAddress(), login, tls(stranger)),
                "redis: [PING]"))
        .isEqualTo("ERROR 'certificate-refused'");
    assertThat(
            iterate(
                "redis: '%s', %stls: { insecure: true }".formatted(redis.tlsAddress(), login),
                "redis: { publish: news, message: '${uuid()}' }"))
        .isEqualTo("OK ''");
    assertThat(
            iterate(
                database(tls(authority)),
                "sql: select 1 from pg_stat_ssl where ssl and pid = pg_backend_pid()\n  check: { json: { $.rowCount: { equals: 1 } } }"))
        .isEqualTo("OK ''");
    assertThat(iterate(database(tls(stranger)), "sql: select 1"))
        .isEqualTo("ERROR 'certificate-refused'");
  }

  @Test
  void aDatabaseWithoutTlsIsNotSpokenToWhenThePlanWantsIt() throws Exception {
    PostgresServer open = new PostgresServer();
    open.start();
    try {
      String target =
          "postgres: 'postgres://%s@%s/postgres', tls: { insecure: true }"
              .formatted(PostgresServer.USER, open.address());
      assertThat(iterate(target, "sql: select 1")).isEqualTo("ERROR 'tls-failed'");
    } finally {
      open.close();
    }
  }

  @Test
  void aSecretThatIsNotThereIsToldBeforeAnyLoad() {
    String target =
        "redis: '%s', auth: { basic: { user: default, password: missing } }"
            .formatted(redis.address());

    assertThatExceptionOfType(UnusableTargetException.class)
        .isThrownBy(() -> iterate(target, "redis: [PING]"))
        .withMessageContaining("secret 'missing'");
  }

  private static String database(String tls) {
    return "postgres: 'postgres://%s@%s/postgres', %s"
        .formatted(PostgresServer.USER, postgres.address(), tls);
  }

  private static String tls(TestAuthority trusted) {
    return "tls: { ca: '%s' }".formatted(trusted.certificate());
  }

  /** Outcome and error of a step. */
  private static String iterate(String target, String step) throws Exception {
    String yaml =
        """
        name: secure
        secrets: { right: { env: PASSWORD }, wrong: { env: WRONG }, missing: { env: NO_SUCH } }
        targets: { it: { %s } }
        scenarios:
          visit:
            target: it
            load: { stages: [constant: { rate: 1, duration: 1s }] }
            steps:
        """
                .formatted(target)
            + ("- name: a\n  " + step + "\n").indent(6);
    try (ScenarioUnderTest scenario =
        new ScenarioUnderTest(ScenarioUnderTest.plan(yaml), Slice.WHOLE, SECRETS)) {
      scenario.iterate();
      var measured = scenario.results().getFirst().measurement();
      return "%s '%s'".formatted(measured.outcome(), measured.error());
    }
  }
}
