package dev.faultline.generator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.core.plan.HttpVersion;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.Target;
import dev.faultline.core.plan.Tls;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.TargetUnderTest.Reply;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.driver.tls.TlsContexts;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.testkit.TestAuthority;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP over TLS and with credentials, as plans ask for it, against Java's own HTTPS server. */
class SecureTargetTest {

  private static final Secrets SECRETS =
      new Secrets(Map.of("SHOP_TOKEN", "t0k3n", "SHOP_KEY", "k3y"));

  @TempDir private Path folder;
  private TestAuthority authority;
  private String trusted;

  @BeforeEach
  void trust() {
    authority = new TestAuthority(folder, "authority");
    trusted = "ca: " + authority.certificate();
  }

  private TargetUnderTest shop(TestAuthority.Issued certificate, boolean asksWho) throws Exception {
    return TargetUnderTest.secure(
        server(certificate), asksWho, _ -> Reply.of(200, "{\"id\": \"o-7\"}"));
  }

  /** Java has one context for both sides. */
  private SSLContext server(TestAuthority.Issued its) throws UnusableTargetException {
    Tls tls =
        new Tls(
            new Tls.Trust.Authorities(authority.certificate().toString()),
            Optional.of(new Tls.Identity(its.certificate().toString(), its.key().toString())),
            Optional.empty());
    URI unused = URI.create("https://unused");
    Target target =
        new Target.Http("server", unused, HttpVersion.HTTP_1_1, Optional.of(tls), Optional.empty());
    return TlsContexts.of(target).orElseThrow().jdk();
  }

  private static Plan plan(TargetUnderTest shop, String tls) {
    return ScenarioUnderTest.plan(
        """
        name: secure
        secrets: { token: { env: SHOP_TOKEN }, key: { env: SHOP_KEY } }
        targets:
          shop:
            http: %s
            tls: { %s }
            auth: { bearer: token }
        scenarios:
          buy:
            target: shop
            load: { stages: [constant: { rate: 1, duration: 1s }] }
            steps:
              - name: order
                request:
                  method: POST
                  path: /orders
                  body: signed
                  headers: { x-signature: "${hmac(secret.key, request.body)}" }
                capture: { id: { json: $.id } }
              - { name: pay, request: { path: "/orders/${id}" } }
        """
            .formatted(shop.address(), tls));
  }

  private static Measurement failure(TargetUnderTest shop, String tls) throws Exception {
    try (ScenarioUnderTest scenario =
        new ScenarioUnderTest(plan(shop, tls), Slice.WHOLE, SECRETS)) {
      scenario.iterate();
      assertThat(scenario.results()).hasSize(1);
      assertThat(shop.asked()).isEmpty();
      return scenario.results().getFirst().measurement();
    }
  }

  @Test
  void requestsGoOverOneConnectionWithTokenAndSignature() throws Exception {
    try (TargetUnderTest shop = shop(authority.issue("127.0.0.1"), false);
        ScenarioUnderTest scenario =
            new ScenarioUnderTest(plan(shop, trusted), Slice.WHOLE, SECRETS)) {
      for (int i = 0; i < 20; i++) {
        scenario.iterate();
      }

      assertThat(scenario.results()).hasSize(40);
      assertThat(scenario.results())
          .extracting(result -> result.outcome())
          .containsOnly(Outcome.OK);
      assertThat(shop.lines()).contains("POST /orders", "GET /orders/o-7");
      assertThat(shop.asked())
          .allSatisfy(
              asked -> assertThat(asked.headers()).containsEntry("Authorization", "Bearer t0k3n"));
      assertThat(shop.asked().getFirst().headers())
          .containsEntry(
              "X-signature", "be5ed9a826b400665e0c386e99305f1871793a04a55fa10a087456412363c34b");
    }
  }

  @Test
  void aCertificateOfNobodyKnownIsRefused() throws Exception {
    TestAuthority other = new TestAuthority(folder, "other");
    try (TargetUnderTest shop = shop(other.issue("127.0.0.1"), false)) {
      Measurement refused = failure(shop, trusted);

      assertThat(refused.outcome()).isEqualTo(Outcome.ERROR);
      assertThat(refused.error()).isEqualTo("certificate-refused");
    }
  }

  @Test
  void aCertificateOfYesterdayIsRefused() throws Exception {
    try (TargetUnderTest shop = shop(authority.issueExpired("127.0.0.1"), false)) {
      assertThat(failure(shop, trusted).error()).isEqualTo("certificate-refused");
    }
  }

  @Test
  void aCertificateForAnotherHostIsRefusedUnlessThePlanNamesIt() throws Exception {
    try (TargetUnderTest shop = shop(authority.issue("shop.test"), false)) {
      assertThat(failure(shop, trusted).error()).isEqualTo("certificate-refused");

      try (ScenarioUnderTest scenario =
          new ScenarioUnderTest(
              plan(shop, trusted + ", serverName: shop.test"), Slice.WHOLE, SECRETS)) {
        scenario.iterate();
        assertThat(scenario.results())
            .extracting(result -> result.outcome())
            .containsOnly(Outcome.OK);
      }
    }
  }

  @Test
  void anyCertificateWillDoWhenThePlanSaysSo() throws Exception {
    TestAuthority other = new TestAuthority(folder, "other");
    try (TargetUnderTest shop = shop(other.issueExpired("elsewhere.test"), false);
        ScenarioUnderTest scenario =
            new ScenarioUnderTest(plan(shop, "insecure: true"), Slice.WHOLE, SECRETS)) {
      scenario.iterate();

      assertThat(scenario.results())
          .extracting(result -> result.outcome())
          .containsOnly(Outcome.OK);
    }
  }

  @Test
  void showsItsCertificateToATargetThatAsks() throws Exception {
    TestAuthority.Issued its = authority.issue("generator.test");
    try (TargetUnderTest shop = shop(authority.issue("127.0.0.1"), true);
        ScenarioUnderTest scenario =
            new ScenarioUnderTest(
                plan(
                    shop,
                    trusted + ", certificate: %s, key: %s".formatted(its.certificate(), its.key())),
                Slice.WHOLE,
                SECRETS)) {
      scenario.iterate();

      assertThat(scenario.results())
          .extracting(result -> result.outcome())
          .containsOnly(Outcome.OK);
    }
  }

  @Test
  void aTargetThatAsksInVainRefuses() throws Exception {
    try (TargetUnderTest shop = shop(authority.issue("127.0.0.1"), true)) {
      Measurement refused = failure(shop, trusted);

      assertThat(refused.outcome()).isEqualTo(Outcome.ERROR);
      assertThat(refused.error()).isIn("tls-failed", "connection-closed", "connection-reset");
    }
  }

  @Test
  void aTargetWithoutTlsIsNoTargetWithTls() throws Exception {
    try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> refuseInPlainText(listener));
      Plan plan = plan("https://127.0.0.1:" + listener.getLocalPort(), "tls: {}");
      try (ScenarioUnderTest scenario = new ScenarioUnderTest(plan, Slice.WHOLE)) {
        scenario.iterate();
        assertThat(scenario.results().getFirst().measurement().error()).isEqualTo("tls-failed");
      }
    }
  }

  private static void refuseInPlainText(ServerSocket listener) {
    try (Socket client = listener.accept()) {
      int _ = client.getInputStream().read();
      client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(US_ASCII));
      client.shutdownOutput();
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    } catch (IOException _) {
      // The client has had enough.
    }
  }

  private static Plan plan(String address, String tls) {
    return ScenarioUnderTest.plan(
        """
        name: secure
        targets: { shop: { http: "%s", %s } }
        scenarios:
          buy:
            target: shop
            load: { stages: [constant: { rate: 1, duration: 1s }] }
            steps: [{ name: order, request: { path: / } }]
        """
            .formatted(address, tls));
  }

  @Test
  void tellsWhichFileIsNotWhatItShouldBe() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.pem"));
    Path absent = folder.resolve("absent.pem");
    Path old =
        Files.writeString(
            folder.resolve("old.key"),
            """
        -----BEGIN RSA PRIVATE KEY-----
        AAAA
        -----END RSA PRIVATE KEY-----
        """);
    Path own = authority.certificate();
    try (TargetUnderTest shop = new TargetUnderTest(_ -> Reply.of(200, ""))) {
      assertUnusable(
          shop,
          "ca: " + absent,
          "target 'shop', as the generator sees it: the file %s does not exist".formatted(absent));
      assertUnusable(
          shop,
          "ca: " + empty,
          "target 'shop': the file %s has no certificates in PEM".formatted(empty));
      assertUnusable(
          shop,
          "certificate: %s, key: %s".formatted(own, empty),
          "target 'shop': the file %s has no private key in PEM".formatted(empty));
      assertUnusable(
          shop,
          "certificate: %s, key: %s".formatted(own, old),
          ("target 'shop': the file %s has a key that begins with 'RSA PRIVATE KEY', but only PKCS"
                  + " #8 without a password is understood; openssl pkcs8 -topk8 -nocrypt makes it so")
              .formatted(old));
    }
  }

  @Test
  void thePageAboutItIsAPlan() throws Exception {
    String page = Files.readString(Path.of("../docs/security.md"));
    String yaml = page.substring(page.indexOf("```yaml") + 7, page.indexOf("```\n\n## Secrets"));

    assertThat(ScenarioUnderTest.plan(yaml).scenarios().getFirst().script().secrets()).hasSize(1);
  }

  private static void assertUnusable(TargetUnderTest shop, String tls, String message) {
    String https = shop.address().replace("http:", "https:");
    Plan plan = plan(https, "tls: { %s }".formatted(tls));
    assertThatThrownBy(() -> new ScenarioUnderTest(plan, Slice.WHOLE).close())
        .isInstanceOf(UnusableTargetException.class)
        .hasMessage(message);
  }
}
