package dev.faultline.core.plan;

import static dev.faultline.core.plan.Plans.PROTOCOLS;
import static dev.faultline.core.plan.Plans.problems;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Template;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GrpcPlanTest {

  private static final String KEY =
      "expected small letters, digits, _ - . and neither grpc-…, …-bin nor one of"
          + " content-type, content-length, te, user-agent";
  private static final String TARGET = "targets: { model: { grpc: '127.0.0.1:9000' } }\n";
  private static final String SCENARIO =
      """
      scenarios:
        ask:
          target: model
          load: { stages: [constant: { rate: 1, duration: 1s }] }
      """;

  @Test
  void aGrpcTargetIsHostAndPort() {
    Plan plan =
        Plans.plan("targets: { shop: { http: 'http://h' }, model: { grpc: '[::1]:9000' } }\n");

    Target.Grpc model = (Target.Grpc) plan.target("model").orElseThrow();
    assertThat(model.address()).isEqualTo(InetSocketAddress.createUnresolved("::1", 9000));
    assertThat(model.authority()).isEqualTo("[::1]:9000");
  }

  @Test
  void aCallHasItsMethodMessageMetadataDeadlineAndStatus() {
    assertThat(
            step(
                """
                name: predict
                grpc:
                  method: faultline.sample.Inference/Predict
                  message: { prompt: "hello", tokens: 16 }
                  metadata: { tenant: a, x-empty: '' }
                check: { status: NOT_FOUND }
                timeout: 250ms
                """))
        .isEqualTo(
            new Step.GrpcCall(
                "predict",
                "faultline.sample.Inference",
                "Predict",
                new GrpcMessages.One(Template.of("{\"prompt\":\"hello\",\"tokens\":16}")),
                Map.of("tenant", Template.of("a"), "x-empty", Template.of("")),
                Duration.ofMillis(250),
                Expectation.status(5),
                Optional.empty()));
  }

  @Test
  void aCallThatIsPolledHasNoFirstAnswerOfItsOwn() {
    String steps =
        """
            steps:
              - name: predict
                grpc: { method: S/M, firstAnswer: token }
                until: { within: 1s, every: 10ms }
        """;

    assertThat(Plans.problems(TARGET + SCENARIO + steps.indent(0)))
        .singleElement()
        .asString()
        .endsWith(
            "'until' beside 'firstAnswer'; expected one of them: what is polled is measured as a"
                + " whole");
  }

  @Test
  void allButTheMethodMayBeLeftOut() {
    assertThat(step("name: predict\ngrpc: { method: Inference/Predict }\n"))
        .isEqualTo(
            Step.GrpcCall.fixed(
                "predict",
                "Inference",
                "Predict",
                "{}",
                Duration.ofSeconds(10),
                Expectation.status(0)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{ a: 1, b: -2.50, c: true, d: null, e: } | {'a':1,'b':-2.50,'c':true,'d':null,'e':null}",
        "{ a: '1', b: \"true\", c: no, d: 007, e: 0x1F } | {'a':'1','b':'true','c':'no','d':7,'e':31}",
        "{ a: .inf, b: -.inf, c: .nan, d: 1e3 } | {'a':'Infinity','b':'-Infinity','c':'NaN','d':1E+3}",
        "{ a: [1, { b: [] }, x], c: {} } | {'a':[1,{'b':[]},'x'],'c':{}}",
        "{ a: 18446744073709551615 } | {'a':18446744073709551615}",
        "{ a: \"q\\\"\\\\\\n\\u0001ü\" } | {'a':'q\\\"\\\\\\n\\u0001ü'}",
        "{} | {}",
      })
  void aMessageIsWrittenAsJson(String yaml, String json) {
    Step.GrpcCall call =
        (Step.GrpcCall) step("name: a\ngrpc: { method: S/M, message: " + yaml + " }\n");

    assertThat(call.messages().inOrder().getFirst().fixed()).hasValue(json.replace('\'', '"'));
  }

  @Test
  void aParameterInAMessageHasTheTypeThatItWouldHaveIfWritten() {
    Step.GrpcCall call =
        (Step.GrpcCall)
            step(
                """
                name: a
                grpc:
                  method: S/M
                  message:
                    a: ${number}
                    b: x${number}
                    c: '${number}'
                """);

    assertThat(call.messages().inOrder().getFirst().fixed())
        .hasValue("{\"a\":16,\"b\":\"x16\",\"c\":\"16\"}");
  }

  @ParameterizedTest
  @CsvSource({"OK, OK", "0, OK", "DATA_LOSS, DATA_LOSS", "16, UNAUTHENTICATED"})
  void aStatusHasANameAndANumber(String written, GrpcStatus status) {
    Step step = step("name: a\ngrpc: { method: S/M }\ncheck: { status: " + written + " }\n");

    assertThat(((Step.GrpcCall) step).expectation()).isEqualTo(Expectation.status(status.code()));
  }

  @Test
  void usersShareConnectionsAndAFewAreTheDefault() {
    String users =
        SCENARIO.replace(
            "stages: [constant: { rate: 1", "model: closed, stages: [constant: { users: 500");
    String steps = "    steps: [{ name: a, grpc: { method: S/M } }]\n";

    Scenario few = Plans.plan(TARGET + users + steps).scenarios().getFirst();
    assertThat(few.maxInFlight()).isEqualTo(500);
    assertThat(few.maxConnections()).isEqualTo(16);
    Scenario one =
        Plans.plan(TARGET + users + "    limits: { connections: 1 }\n" + steps)
            .scenarios()
            .getFirst();
    assertThat(one.maxConnections()).isEqualTo(1);
    assertThat(Plans.plan(TARGET + SCENARIO + steps).scenarios().getFirst().maxConnections())
        .isEqualTo(16);
  }

  @Test
  void tellsWhatIsWrongInATarget() {
    assertThat(
            problems(
                """
                targets:
                  shop: { http: http://h }
                  none: {}
                  both: { http: http://h, grpc: 'h:1' }
                  url: { grpc: http://h:9000 }
                  bare: { grpc: h }
                """))
        .containsExactly(
            "plan.yaml:3:3: 'none' has none of "
                + PROTOCOLS
                + "; expected exactly one of "
                + PROTOCOLS,
            "plan.yaml:4:27: 'grpc' beside 'http' in 'both'; expected exactly one of " + PROTOCOLS,
            "plan.yaml:5:16: 'http://h:9000' is not an address;"
                + " expected host:port with a port from 1 to 65535",
            "plan.yaml:6:17: 'h' is not an address;"
                + " expected host:port with a port from 1 to 65535");
  }

  @Test
  void tellsWhatIsWrongInACall() {
    assertThat(
            problems(
                TARGET
                    + SCENARIO
                    + """
                          steps:
                            - name: a
                              grpc: { method: Predict, message: [1], metadata: { Tenant: a } }
                              check: { status: 17 }
                            - name: b
                              grpc: { message: { x: { y: '${z}' }, x: 1 }, metadata: { grpc-timeout: 1S } }
                            - name: c
                              grpc: { method: a/b, metadata: { k-bin: aa, k: "ü", l: " a" } }
                      """))
        .containsExactly(
            "plan.yaml:8:25: 'Predict' is not a gRPC method;"
                + " expected the service's full name and the method, such as shop.v1.Orders/Place",
            "plan.yaml:8:43: 'message' is a list; expected a map of the message's fields",
            "plan.yaml:8:60: 'Tenant' is not a metadata key that a plan may set; " + KEY,
            "plan.yaml:9:26: '17' is not a gRPC status;"
                + " expected a status such as OK or NOT_FOUND, or 0 to 16",
            "plan.yaml:11:9: 'method' in 'grpc' is missing;"
                + " expected the service's full name and the method, such as shop.v1.Orders/Place",
            "plan.yaml:11:36: unknown name 'z'; expected a parameter, a column of the data, or what a"
                + " step before captures",
            "plan.yaml:11:46: key 'x' again; it stands in line 11 already; expected each key once",
            "plan.yaml:11:66: 'grpc-timeout' is not a metadata key that a plan may set; " + KEY,
            "plan.yaml:13:42: 'k-bin' is not a metadata key that a plan may set; " + KEY,
            "plan.yaml:13:56: 'ü' is not a metadata value; expected visible ASCII characters",
            "plan.yaml:13:64: ' a' is not a metadata value; expected visible ASCII characters");
  }

  @Test
  void aStepSpeaksItsTargetsProtocol() {
    assertThat(problems(TARGET + SCENARIO + "    steps: [{ name: a, request: { path: / } }]\n"))
        .containsExactly(
            "plan.yaml:6:24: a HTTP request to the gRPC target 'model';"
                + " expected 'grpc' in its place, or a target of another protocol");
    assertThat(
            problems(
                SCENARIO.replace("model", "shop")
                    + "    steps: [{ name: a, grpc: { method: S/M } }]\n"))
        .containsExactly(
            "plan.yaml:5:24: a gRPC call to the HTTP target 'shop';"
                + " expected 'request' in its place, or a target of another protocol");
  }

  private static Step step(String step) {
    String sections = "parameters: { number: 16 }\n" + TARGET + SCENARIO + "    steps:\n      -\n";
    Plan plan = Plans.plan(sections + step.indent(8));
    return plan.scenarios().getFirst().steps().getFirst();
  }
}
