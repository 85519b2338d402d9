package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.ScenarioUnderTest.Result;
import dev.faultline.generator.TargetUnderTest.Asked;
import dev.faultline.generator.TargetUnderTest.Reply;
import dev.faultline.testkit.TestAuthority;
import dev.faultline.testkit.server.NginxServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** HTTP/2 against nginx: with TLS and client certificates, and without TLS. */
class Http2IT {

  private static final int STREAMS = 8;
  private static final int REQUESTS_PER_CONNECTION = 50;
  private static final AtomicInteger AT_ONCE = new AtomicInteger();
  private static final AtomicInteger MOST_AT_ONCE = new AtomicInteger();
  private static final CountDownLatch RELEASE = new CountDownLatch(1);
  private static final TargetUnderTest SHOP = shop();

  private static TestAuthority authority;
  private static TestAuthority.Issued client;

  @RegisterExtension private static final NginxServer NGINX = new NginxServer(Http2IT::servers);

  private static String servers(Path folder, int port, int plainPort) {
    authority = new TestAuthority(folder, "authority");
    client = authority.issue("generator.test");
    TestAuthority.Issued server = authority.issue("127.0.0.1");
    String common =
        """
            http2_max_concurrent_streams %d;
            keepalive_requests %d;
            location /shop { proxy_pass %s; }
            location / {
              return 200 '{"protocol": "$server_protocol", "client": "$ssl_client_verify"}';
            }
        """
            .formatted(STREAMS, REQUESTS_PER_CONNECTION, SHOP.address());
    return """
        server {
          listen 127.0.0.1:%d ssl http2;
          ssl_certificate %s;
          ssl_certificate_key %s;
          ssl_client_certificate %s;
          ssl_verify_client optional;
        %s
        }
        server {
          listen 127.0.0.1:%d http2;
        %s
        }
        """
        .formatted(
            port,
            server.certificate(),
            server.key(),
            authority.certificate(),
            common,
            plainPort,
            common);
  }

  private static TargetUnderTest shop() {
    try {
      return new TargetUnderTest(Http2IT::answer);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Reply answer(Asked asked) {
    boolean counts = asked.path().equals("/shop/fast");
    if (counts) {
      MOST_AT_ONCE.accumulateAndGet(AT_ONCE.incrementAndGet(), Math::max);
    }
    try {
      if (asked.path().equals("/shop/slow") && !RELEASE.await(20, TimeUnit.SECONDS)) {
        return Reply.of(500, "");
      }
      return new Reply(
          200,
          Map.of("x-length", "" + asked.body().length()),
          "{\"id\": \"o-7\"}" + " ".repeat(300_000));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Reply.of(500, "");
    } finally {
      if (counts) {
        AT_ONCE.decrementAndGet();
      }
    }
  }

  @AfterAll
  static void stop() {
    RELEASE.countDown();
    SHOP.close();
  }

  private static Plan plan(String target, String steps) {
    return ScenarioUnderTest.plan(
        """
        name: streams
        targets: { shop: { %s, version: 2 } }
        scenarios:
          buy:
            target: shop
            load: { stages: [constant: { rate: 1, duration: 1s }] }
            limits: { connections: 1 }
            steps:
        """
                .formatted(target)
            + steps.indent(6));
  }

  private static String secure() {
    return "http: 'https://127.0.0.1:%d', tls: { ca: %s, certificate: %s, key: %s }"
        .formatted(NGINX.port(), authority.certificate(), client.certificate(), client.key());
  }

  private static String plain() {
    return "http: 'http://127.0.0.1:%d'".formatted(NGINX.secondPort());
  }

  private static List<Result> results(Plan plan, int iterations) throws Exception {
    try (ScenarioUnderTest scenario = new ScenarioUnderTest(plan, Slice.WHOLE)) {
      List<CompletableFuture<Boolean>> all = new ArrayList<>();
      for (int i = 0; i < iterations; i++) {
        all.add(scenario.begin());
      }
      for (CompletableFuture<Boolean> each : all) {
        each.get(20, TimeUnit.SECONDS);
      }
      return List.copyOf(scenario.results());
    }
  }

  @Test
  void isAgreedUponOverTlsWithAClientCertificate() throws Exception {
    List<Result> results =
        results(
            plan(
                secure(),
                """
                - name: look
                  request: { path: / }
                  check:
                    header: { server: { contains: nginx } }
                    json: { $.protocol: { equals: HTTP/2.0 }, $.client: { equals: SUCCESS } }
                """),
            1);

    assertThat(results).extracting(Result::outcome).containsExactly(Outcome.OK);
    assertThat(results.getFirst().measurement().status()).isEqualTo(200);
  }

  @Test
  void isSpokenWithoutTlsToATargetThatIsKnownToSpeakIt() throws Exception {
    String body = "x".repeat(200_000);
    List<Result> results =
        results(
            plan(
                plain(),
                """
                - name: order
                  request: { method: POST, path: /shop/orders, body: "%s" }
                  check: { header: { x-length: { equals: 200000 } } }
                  capture: { id: { json: $.id } }
                - name: pay
                  request: { method: POST, path: "/shop/orders/${id}" }
                """
                    .formatted(body)),
            3);

    assertThat(results).hasSize(6).extracting(Result::outcome).containsOnly(Outcome.OK);
    assertThat(results.getFirst().measurement().bytesSent()).isEqualTo(200_000);
    assertThat(SHOP.lines()).contains("POST /shop/orders/o-7");
  }

  @Test
  void theTargetDecidesHowManyStreamsThereAre() throws Exception {
    List<Result> results =
        results(plan(plain(), "- { name: look, request: { path: /shop/fast } }"), 200);

    assertThat(results).hasSize(200).extracting(Result::outcome).containsOnly(Outcome.OK);
    assertThat(MOST_AT_ONCE.get()).isBetween(2, STREAMS);
  }

  @Test
  void aConnectionThatTheTargetEndsIsReplaced() throws Exception {
    List<Result> results =
        results(
            plan(secure(), "- { name: look, request: { path: / } }"), 5 * REQUESTS_PER_CONNECTION);

    assertThat(results).hasSize(250).extracting(Result::outcome).containsOnly(Outcome.OK);
  }

  @Test
  void aRequestThatIsNotAnsweredInTimeLeavesTheConnectionToTheOthers() throws Exception {
    List<Result> results =
        results(
            plan(
                plain(),
                """
                - { name: first, request: { path: / } }
                - parallel:
                    - steps: [{ name: slow, request: { path: /shop/slow }, timeout: 200ms }]
                    - steps:
                        - repeat: { times: 20, steps: [{ name: look, request: { path: / } }] }
                """),
            1);

    assertThat(results).filteredOn(result -> result.step().equals("look")).hasSize(20);
    assertThat(results)
        .filteredOn(result -> result.step().equals("slow"))
        .singleElement()
        .satisfies(slow -> assertThat(slow.outcome()).isEqualTo(Outcome.TIMEOUT))
        .satisfies(slow -> assertThat(slow.measurement().error()).isEqualTo("timeout"));
  }

  @Test
  void aTargetThatSpeaksOnlyAnOlderVersionIsNone() throws Exception {
    assertThat(
            results(
                plan("http: '%s'".formatted(SHOP.address()), "- { name: a, request: { path: / } }"),
                3))
        .extracting(result -> result.measurement().error())
        .allMatch(List.of("invalid-answer", "connection-closed")::contains);
  }

  @Test
  void aCertificateOfNobodyKnownIsRefused(@org.junit.jupiter.api.io.TempDir Path folder)
      throws Exception {
    TestAuthority other = new TestAuthority(folder, "other");
    String target =
        "http: 'https://127.0.0.1:%d', tls: { ca: %s }"
            .formatted(NGINX.port(), other.certificate());

    assertThat(results(plan(target, "- { name: a, request: { path: / } }"), 3))
        .extracting(result -> result.measurement().error())
        .containsOnly("certificate-refused");
  }

  @Test
  void goesOnWhenTheTargetIsBack() throws Exception {
    Plan plan = plan(plain(), "- { name: look, request: { path: / } }");
    try (ScenarioUnderTest scenario = new ScenarioUnderTest(plan, Slice.WHOLE)) {
      scenario.iterate();
      NGINX.kill();
      await().until(() -> !last(scenario).equals(""));
      assertThat(last(scenario))
          .isIn("connection-refused", "connection-closed", "connection-reset");
      NGINX.startAgain();
      await().until(() -> last(scenario).equals(""));
    }
  }

  private static String last(ScenarioUnderTest scenario) throws Exception {
    scenario.iterate();
    return scenario.results().getLast().measurement().error();
  }
}
