package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.faultline.core.profile.Slice;
import dev.faultline.generator.ScenarioUnderTest.Result;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.testkit.TestAuthority;
import dev.faultline.testkit.server.RabbitServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users and TLS, with a real RabbitMQ. */
class SecureAmqpIT {

  private static final String PASSWORD = "s3cret";
  private static final Secrets SECRETS =
      new Secrets(Map.of("PASSWORD", PASSWORD, "WRONG", "guess"));
  private static final String LOGIN = "auth: { basic: { user: shop, password: right } }";
  private static final String PUBLISH = "publish: { routingKey: orders, body: a, mandatory: true }";
  private static final String AWAITED =
      "publish: { routingKey: orders, body: a, awaitDelivery: { queue: orders, within: 10s } }";

  @TempDir static Path folder;

  private static TestAuthority authority;
  private static TestAuthority stranger;
  private static RabbitServer rabbit;

  @BeforeAll
  static void start() throws Exception {
    authority = new TestAuthority(folder, "authority");
    stranger = new TestAuthority(folder, "stranger");
    rabbit =
        RabbitServer.withTls(
            authority.issue("127.0.0.1"), "default_user = shop", "default_pass = " + PASSWORD);
    rabbit.start();
    try (AmqpTarget target = new AmqpTarget(rabbit.port(), "shop", PASSWORD)) {
      target.queue("orders", Map.of());
    }
  }

  @AfterAll
  static void stop() {
    if (rabbit != null) {
      rabbit.close();
    }
  }

  @Test
  void theServerIsToldThePassword() throws Exception {
    assertThat(plain(LOGIN, PUBLISH)).isEqualTo("OK ''");
    assertThat(plain(LOGIN, AWAITED)).isEqualTo("OK ''");
  }

  @Test
  void aWrongPasswordIsTheServersWord() throws Exception {
    assertThat(plain("auth: { basic: { user: shop, password: wrong } }", PUBLISH))
        .isEqualTo("CHECK_FAILED 'access-refused'");
    assertThat(plain("auth: { basic: { user: nobody, password: right } }", PUBLISH))
        .isEqualTo("CHECK_FAILED 'access-refused'");
  }

  @Test
  void aWrongPasswordIsToldBeforeAnyLoadWhereAQueueIsRead() {
    assertThatExceptionOfType(UnusableTargetException.class)
        .isThrownBy(() -> plain("auth: { basic: { user: shop, password: wrong } }", AWAITED))
        .withMessageContaining("ACCESS_REFUSED")
        .withMessageNotContaining("guess");
  }

  @Test
  void tlsIsSpokenWithWhomThePlanTrusts() throws Exception {
    assertThat(secure("tls: { ca: '%s' }".formatted(authority.certificate()), PUBLISH))
        .isEqualTo("OK ''");
    assertThat(secure("tls: { ca: '%s' }".formatted(authority.certificate()), AWAITED))
        .isEqualTo("OK ''");
    assertThat(secure("tls: { ca: '%s' }".formatted(stranger.certificate()), PUBLISH))
        .isEqualTo("ERROR 'certificate-refused'");
    assertThat(
            secure(
                "tls: { ca: '%s', serverName: other.test }".formatted(authority.certificate()),
                PUBLISH))
        .isEqualTo("ERROR 'certificate-refused'");
    assertThat(secure("tls: { insecure: true, serverName: other.test }", AWAITED))
        .isEqualTo("OK ''");
  }

  @Test
  void aServerWithoutTlsIsNoneWithTls() throws Exception {
    assertThat(
            iterate(
                "amqp: 'amqps://%s/', tls: { insecure: true }, %s"
                    .formatted(rabbit.address(), LOGIN),
                PUBLISH))
        .isIn("ERROR 'tls-failed'", "ERROR 'connection-closed'");
  }

  private static String plain(String more, String step) throws Exception {
    return iterate("amqp: 'amqp://%s/', %s".formatted(rabbit.address(), more), step);
  }

  private static String secure(String tls, String step) throws Exception {
    return iterate("amqp: 'amqps://%s/', %s, %s".formatted(rabbit.tlsAddress(), LOGIN, tls), step);
  }

  /** Outcome and error of a step. */
  private static String iterate(String target, String step) throws Exception {
    String yaml =
        """
        name: secure
        secrets: { right: { env: PASSWORD }, wrong: { env: WRONG } }
        targets: { it: { %s } }
        scenarios:
          order:
            target: it
            load: { stages: [constant: { rate: 1, duration: 1s }] }
            limits: { connections: 1 }
            steps: [{ name: place, %s }]
        """
            .formatted(target, step);
    try (ScenarioUnderTest scenario =
        new ScenarioUnderTest(ScenarioUnderTest.plan(yaml), Slice.WHOLE, SECRETS)) {
      scenario.iterate();
      Result result = scenario.results().getFirst();
      return "%s '%s'".formatted(result.outcome(), result.measurement().error());
    }
  }
}
