package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanFiles;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.plan.UnreadableFileException;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.PlanSource;
import dev.faultline.generator.ScenarioUnderTest.Result;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.driver.grpc.EchoServer;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.testkit.TestAuthority;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** gRPC over TLS and with credentials, as plans ask for it, against a server of grpc-java's. */
class SecureGrpcTest {

  private static final Secrets SECRETS =
      new Secrets(Map.of("TOKEN", "t0k3n", "PASSWORD", "s3cret"));

  @TempDir private Path folder;
  private TestAuthority authority;
  private EchoServer server;

  @BeforeEach
  void start() throws Exception {
    authority = new TestAuthority(folder, "authority");
    server = EchoServer.secure(authority.issue("127.0.0.1"));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "bearer: token | Bearer t0k3n",
        "basic: { user: me, password: password } | Basic bWU6czNjcmV0"
      })
  void callsOfAllKindsTellWhoAsks(String auth, String told) throws Exception {
    List<Result> results =
        results(
            "tls: { ca: '%s' }, auth: { %s }".formatted(authority.certificate(), auth),
            """
            - name: say
              grpc: { method: test.Echo/Say, message: { text: hello } }
              check: { json: { $.text: { equals: hello } } }
            - name: talk
              grpc: { method: test.Echo/Talk, messages: [{ text: a }, { text: b }] }
              check: { json: { '$[1].text': { equals: b } } }
            """);

    assertThat(results).extracting(Result::outcome).containsExactly(Outcome.OK, Outcome.OK);
    assertThat(server.authorizations()).containsExactly(told, told);
  }

  @Test
  void aCallMayTellSomethingElse() throws Exception {
    results(
        "tls: { ca: '%s' }, auth: { bearer: token }".formatted(authority.certificate()),
        """
        - name: say
          grpc: { method: test.Echo/Say, metadata: { authorization: Bearer other } }
        """);

    assertThat(server.authorizations()).containsExactly("Bearer other");
  }

  @Test
  void aCertificateOfNobodyKnownIsRefused() throws Exception {
    assertThat(errors(trusting(new TestAuthority(folder, "stranger"))))
        .containsExactly("certificate-refused", "certificate-refused");
    assertThat(server.authorizations()).isEmpty();
  }

  @Test
  void aCertificateForAnotherHostIsRefusedUnlessThePlanNamesIt() throws Exception {
    try (EchoServer named = EchoServer.secure(authority.issue("model.test"))) {
      assertThat(errors(named, trusting(authority)))
          .containsExactly("certificate-refused", "certificate-refused");
      assertThat(
              errors(
                  named,
                  "tls: { ca: '%s', serverName: model.test }".formatted(authority.certificate())))
          .containsExactly("", "");
    }
    assertThat(
            errors("tls: { ca: '%s', serverName: other.test }".formatted(authority.certificate())))
        .containsExactly("certificate-refused", "certificate-refused");
  }

  @Test
  void anyCertificateWillDoWhenThePlanSaysSo() throws Exception {
    try (EchoServer expired = EchoServer.secure(authority.issueExpired("elsewhere.test"))) {
      assertThat(errors(expired, "tls: { insecure: true }")).containsExactly("", "");
    }
  }

  @Test
  void aServerWithoutTlsIsNoneWithTls() throws Exception {
    try (EchoServer plain = EchoServer.start()) {
      assertThat(errors(plain, trusting(authority)))
          .allMatch(List.of("tls-failed", "connection-closed")::contains)
          .hasSize(2);
    }
  }

  @Test
  void aCertificateThatIsRefusedIsToldBeforeAnyLoadWhereTypesAreAskedFor() {
    TestAuthority stranger = new TestAuthority(folder, "stranger");

    assertThatExceptionOfType(UnusableTargetException.class)
        .isThrownBy(
            () -> results(trusting(stranger), "- { name: a, grpc: { method: test.Echo/Say } }"))
        .withMessageContaining("its certificate is refused");
  }

  private static String trusting(TestAuthority trusted) {
    return "tls: { ca: '%s' }".formatted(trusted.certificate());
  }

  private List<Result> results(String target, String steps) throws Exception {
    return iterate(server, target, steps);
  }

  private List<String> errors(String target) throws Exception {
    return errors(server, target);
  }

  /** Of a call, and of one that streams, whose types the server is not asked for. */
  private static List<String> errors(EchoServer server, String target) throws Exception {
    return iterate(
            server,
            "descriptors: echo.binpb, " + target,
            """
            - parallel:
                - steps: [{ name: say, grpc: { method: test.Echo/Say } }]
                - steps: [{ name: listen, grpc: { method: test.Echo/Listen } }]
            """)
        .stream()
        .map(result -> result.measurement().error())
        .toList();
  }

  private static List<Result> iterate(EchoServer server, String target, String steps)
      throws Exception {
    String yaml =
        """
        name: secure
        secrets: { token: { env: TOKEN }, password: { env: PASSWORD } }
        targets: { it: { grpc: '127.0.0.1:%d', %s } }
        scenarios:
          ask:
            target: it
            load: { stages: [constant: { rate: 1, duration: 1s }] }
            limits: { connections: 1 }
            steps:
        """
                .formatted(server.port(), target)
            + steps.indent(6);
    try (ScenarioUnderTest scenario = new ScenarioUnderTest(plan(yaml), Slice.WHOLE, SECRETS)) {
      scenario.iterate();
      return List.copyOf(scenario.results());
    }
  }

  private static Plan plan(String yaml) {
    PlanFiles files = new PlanFiles("plan.yaml", new Described());
    return switch (PlanReader.read(new PlanSource("plan.yaml", yaml, Map.of()), files)) {
      case PlanOutcome.Valid(Plan plan) -> plan;
      case PlanOutcome.Invalid(var problems) -> throw new AssertionError("not valid: " + problems);
    };
  }

  /** What the server would tell of itself. */
  private static final class Described implements PlanFiles.Reader {

    @Override
    public String text(Path file) throws UnreadableFileException {
      throw new UnreadableFileException("not asked for: " + file);
    }

    @Override
    public byte[] bytes(Path file) {
      return EchoServer.descriptorSet();
    }
  }
}
