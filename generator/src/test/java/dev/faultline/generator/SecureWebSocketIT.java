package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.core.profile.Slice;
import dev.faultline.generator.ScenarioUnderTest.Result;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.testkit.TestAuthority;
import dev.faultline.testkit.server.NginxServer;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** WebSocket over TLS and with credentials, through an nginx that ends the TLS. */
class SecureWebSocketIT {

  private static final Secrets SECRETS =
      new Secrets(Map.of("TOKEN", "t0k3n", "PASSWORD", "s3cret"));
  private static final WebSocketServer SERVER = new WebSocketServer();

  private static TestAuthority authority;
  private static TestAuthority stranger;
  private static TestAuthority.Issued client;

  @RegisterExtension
  private static final NginxServer NGINX = new NginxServer(SecureWebSocketIT::servers);

  /** The second asks who comes, and wants a password. */
  private static String servers(Path folder, int port, int secondPort) {
    authority = new TestAuthority(folder, "authority");
    stranger = new TestAuthority(folder, "stranger");
    client = authority.issue("generator.test");
    TestAuthority.Issued server = authority.issue("127.0.0.1");
    String common =
        """
          ssl_certificate %s;
          ssl_certificate_key %s;
          location /ws {
            proxy_pass http://127.0.0.1:%d;
            proxy_http_version 1.1;
            proxy_set_header Upgrade $http_upgrade;
            proxy_set_header Connection upgrade;
          }
        """
            .formatted(server.certificate(), server.key(), SERVER.port());
    return """
        server {
          listen 127.0.0.1:%d ssl;
        %s
        }
        server {
          listen 127.0.0.1:%d ssl;
          ssl_client_certificate %s;
          ssl_verify_client on;
          if ($http_authorization != "Bearer t0k3n") { return 401; }
        %s
        }
        """
        .formatted(port, common, secondPort, authority.certificate(), common);
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bearer: token | Bearer t0k3n",
        "basic: { user: me, password: password } | Basic bWU6czNjcmV0"
      })
  void theHandshakeTellsWhoAsks(String auth, String told) throws Exception {
    assertThat(talk(NGINX.port(), "tls: { ca: '%s' }, auth: { %s }".formatted(trusted(), auth)))
        .isEqualTo("OK 'connect' 101, OK 'ask' 0, OK 'close' 0");
    assertThat(SERVER.opened().getLast().getKey()).isEqualTo(told);
  }

  @Test
  void aCertificateOfNobodyKnownIsRefused() throws Exception {
    assertThat(error(NGINX.port(), "tls: { ca: '%s' }".formatted(stranger.certificate())))
        .isEqualTo("certificate-refused");
    assertThat(
            error(NGINX.port(), "tls: { ca: '%s', serverName: other.test }".formatted(trusted())))
        .isEqualTo("certificate-refused");
  }

  @Test
  void anyCertificateWillDoWhenThePlanSaysSo() throws Exception {
    assertThat(talk(NGINX.port(), "tls: { insecure: true }"))
        .isEqualTo("OK 'connect' 101, OK 'ask' 0, OK 'close' 0");
  }

  @Test
  void aServerThatAsksWhoComesIsShownACertificateAndAToken() throws Exception {
    String shown =
        "tls: { ca: '%s', certificate: '%s', key: '%s' }"
            .formatted(trusted(), client.certificate(), client.key());

    assertThat(talk(NGINX.secondPort(), shown + ", auth: { bearer: token }"))
        .isEqualTo("OK 'connect' 101, OK 'ask' 0, OK 'close' 0");
    assertThat(talk(NGINX.secondPort(), shown + ", auth: { bearer: wrong }"))
        .startsWith("CHECK_FAILED 'connect' 401");
    assertThat(talk(NGINX.secondPort(), "tls: { ca: '%s' }".formatted(trusted())))
        .startsWith("CHECK_FAILED 'connect' 400");
  }

  @Test
  void aServerWithoutTlsIsNoneWithTls() throws Exception {
    assertThat(error(SERVER.port(), "tls: { insecure: true }"))
        .isIn("tls-failed", "connection-closed");
  }

  private static Path trusted() {
    return authority.certificate();
  }

  private static String error(int port, String target) throws Exception {
    try (ScenarioUnderTest scenario = scenario(port, target)) {
      scenario.iterate();
      return scenario.results().getFirst().measurement().error();
    }
  }

  /** Outcome, step and status of all steps. */
  private static String talk(int port, String target) throws Exception {
    try (ScenarioUnderTest scenario = scenario(port, target)) {
      scenario.iterate();
      await().until(() -> SERVER.open() == 0);
      return String.join(", ", scenario.results().stream().map(SecureWebSocketIT::told).toList());
    }
  }

  private static String told(Result result) {
    return "%s '%s' %d".formatted(result.outcome(), result.step(), result.measurement().status());
  }

  private static ScenarioUnderTest scenario(int port, String target) throws Exception {
    return new ScenarioUnderTest(
        ScenarioUnderTest.plan(
            """
            name: talk
            secrets: { token: { env: TOKEN }, wrong: { env: PASSWORD }, password: { env: PASSWORD } }
            targets: { chat: { websocket: 'wss://127.0.0.1:%d', %s } }
            scenarios:
              talk:
                target: chat
                load: { stages: [constant: { rate: 1, duration: 1s }] }
                limits: { timeout: 5s }
                steps:
                  - { name: connect, connect: { path: /ws } }
                  - name: ask
                    send: { text: '{"kind": "build"}', reply: { json: { $.state: { equals: DONE } } } }
                  - { name: close, close: {} }
            """
                .formatted(port, target)),
        Slice.WHOLE,
        SECRETS);
  }
}
