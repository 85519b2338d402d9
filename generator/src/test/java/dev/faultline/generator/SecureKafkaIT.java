package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.faultline.core.profile.Slice;
import dev.faultline.generator.ScenarioUnderTest.Result;
import dev.faultline.generator.SecureKafka.Listener;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.testkit.TestAuthority;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Users and TLS, with a real Kafka. */
class SecureKafkaIT {

  private static final String PASSWORD = "s3cr\\\"et";
  private static final Secrets SECRETS =
      new Secrets(Map.of("PASSWORD", PASSWORD, "WRONG", "guess"));
  private static final String LOGIN = "auth: { basic: { user: shop, password: right } }";

  @TempDir static Path folder;

  private static TestAuthority authority;
  private static TestAuthority stranger;
  private static SecureKafka kafka;

  @BeforeAll
  static void start() throws Exception {
    authority = new TestAuthority(folder, "authority");
    stranger = new TestAuthority(folder, "stranger");
    kafka =
        SecureKafka.start(
            folder.resolve("kafka"),
            authority,
            PASSWORD.replace("\\", "\\\\").replace("\"", "\\\""));
    new KafkaTarget(kafka.settings()).topic("orders", Map.of());
  }

  @AfterAll
  static void stop() {
    if (kafka != null) {
      kafka.close();
    }
  }

  @Test
  void theBrokerIsToldThePassword() throws Exception {
    assertThat(iterate(Listener.USERS, LOGIN)).isEqualTo("OK '', OK ''");
  }

  @Test
  void thePasswordIsToldOverTlsToWhomThePlanTrusts() throws Exception {
    assertThat(iterate(Listener.USERS_OVER_TLS, LOGIN + ", " + trusting(authority)))
        .isEqualTo("OK '', OK ''");
    assertThat(
            iterate(
                Listener.USERS_OVER_TLS,
                LOGIN + ", tls: { insecure: true, serverName: other.test }"))
        .isEqualTo("OK '', OK ''");
  }

  @Test
  void aCertificateTellsWhoAsks() throws Exception {
    TestAuthority.Issued its = authority.issue("generator.test");

    assertThat(
            iterate(
                Listener.CERTIFICATES,
                "tls: { ca: '%s', certificate: '%s', key: '%s' }"
                    .formatted(authority.certificate(), its.certificate(), its.key())))
        .isEqualTo("OK '', OK ''");
  }

  @Test
  void aWrongPasswordIsToldBeforeAnyLoad() {
    assertThat(refusal(Listener.USERS, "auth: { basic: { user: shop, password: wrong } }"))
        .isEqualTo(
            "target 'it': %s tells nothing of topic 'orders': Authentication failed:"
                    .formatted(kafka.address(Listener.USERS))
                + " Invalid username or password");
  }

  @Test
  void aCertificateThatIsRefusedIsToldBeforeAnyLoad() {
    String told = "tells nothing of topic 'orders': certificate-refused, ";

    assertThat(refusal(Listener.USERS_OVER_TLS, LOGIN + ", " + trusting(stranger))).contains(told);
    assertThat(
            refusal(
                Listener.USERS_OVER_TLS,
                LOGIN
                    + ", tls: { ca: '%s', serverName: other.test }"
                        .formatted(authority.certificate())))
        .contains(told);
  }

  @Test
  void aBrokerThatAsksForACertificateInVainIsToldBeforeAnyLoad() {
    assertThat(refusal(Listener.CERTIFICATES, trusting(authority)))
        .contains("tells nothing of topic 'orders': tls-failed, ");
  }

  private static String trusting(TestAuthority trusted) {
    return "tls: { ca: '%s' }".formatted(trusted.certificate());
  }

  private static String refusal(Listener listener, String more) {
    return assertThatExceptionOfType(UnusableTargetException.class)
        .isThrownBy(() -> iterate(listener, more))
        .actual()
        .getMessage();
  }

  /** Outcome and error of a record that is acknowledged, and of one that is delivered. */
  private static String iterate(Listener listener, String more) throws Exception {
    String yaml =
        """
        name: secure
        secrets: { right: { env: PASSWORD }, wrong: { env: WRONG } }
        targets: { it: { kafka: '%s', %s } }
        scenarios:
          order:
            target: it
            load: { stages: [constant: { rate: 1, duration: 1s }] }
            steps:
              - { name: place, produce: { topic: orders, value: a } }
              - { name: follow, produce: { topic: orders, value: b, awaitDelivery: { within: 10s } } }
        """
            .formatted(kafka.address(listener), more);
    try (ScenarioUnderTest scenario =
        new ScenarioUnderTest(ScenarioUnderTest.plan(yaml), Slice.WHOLE, SECRETS)) {
      scenario.iterate();
      return String.join(", ", scenario.results().stream().map(SecureKafkaIT::told).toList());
    }
  }

  private static String told(Result result) {
    return "%s '%s'".formatted(result.outcome(), result.measurement().error());
  }
}
