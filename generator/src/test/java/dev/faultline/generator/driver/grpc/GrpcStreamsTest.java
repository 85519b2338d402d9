package dev.faultline.generator.driver.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.plan.Step;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.secret.SecretValues;
import dev.faultline.generator.scenario.Measurement;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** All kinds of calls, written as a plan has them, against a real server. */
class GrpcStreamsTest {

  private EchoServer server;
  private GrpcClientUnderTest client;

  @BeforeEach
  void start() throws Exception {
    server = EchoServer.start();
    client = new GrpcClientUnderTest(server.port(), 2);
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  @Test
  void allAnswersOfAServerThatStreamsAreSeenAsAnArray() throws Exception {
    server.doing(
        (text, answers) -> {
          for (int i = 0; i < 3; i++) {
            answers.onNext(EchoServer.text("part", i));
          }
          answers.onCompleted();
        });

    Measurement answered =
        measure(
            """
            grpc: { method: test.Echo/Listen, message: { text: a } }
            check:
              json: { '$[0].count': { equals: 0 }, '$[2].count': { equals: 2 }, '$[*].text': exists }
            """);

    assertThat(answered.outcome()).isEqualTo(Outcome.OK);
    assertThat(answered.bytesReceived()).isEqualTo(3 * (5 + 6) + 2 * 2);
    assertThat(
            measure(
                    """
                    grpc: { method: test.Echo/Listen, message: { text: a } }
                    check: { json: { '$[3].count': exists } }
                    """)
                .error())
        .isEqualTo("check-json");
  }

  @Test
  void aStreamWithoutAnswersIsAnEmptyArray() throws Exception {
    server.doing((text, answers) -> answers.onCompleted());

    Measurement answered =
        measure("grpc: { method: test.Echo/Listen }\ncheck: { body: { equals: '[]' } }\n");

    assertThat(answered.error()).isEmpty();
    assertThat(answered.outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void aClientMayStreamItsMessages() throws Exception {
    Measurement answered =
        measure(
            """
            grpc:
              method: test.Echo/Gather
              messages: [{ text: a }, { text: b }, { text: c }]
            check: { json: { $.text: { equals: abc }, $.count: { equals: 3 } } }
            """);

    assertThat(answered.error()).isEmpty();
    assertThat(answered.outcome()).isEqualTo(Outcome.OK);
    assertThat(answered.bytesSent()).isEqualTo(3 * (5 + 3));
  }

  @Test
  void anIntervalKeepsMessagesApart() throws Exception {
    measure("grpc: { method: test.Echo/Say }"); // so that there is a connection
    Measurement answered =
        measure(
            """
            grpc:
              method: test.Echo/Gather
              messages: [{ text: a }, { text: b }, { text: c }]
              every: 60ms
            check: { json: { $.count: { equals: 3 } } }
            """);

    assertThat(answered.outcome()).isEqualTo(Outcome.OK);
    assertThat(answered.completedMicros() - answered.sentMicros()).isGreaterThanOrEqualTo(119_000);
  }

  @Test
  void aMessageOfAConversationFollowsTheAnswerToTheOneBefore() throws Exception {
    server.replying(
        (text, answers) -> answers.onNext(EchoServer.text("re", server.messages.size())));

    Measurement answered =
        measure(
            """
            grpc:
              method: test.Echo/Talk
              messages: [{ text: a }, { text: b }]
            check: { json: { '$[0].count': { equals: 1 }, '$[1].count': { equals: 2 } } }
            """);

    assertThat(answered.error()).isEmpty();
    assertThat(answered.outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void aConversationThatEndsBeforeEveryMessageIsAnsweredFails() throws Exception {
    server.replying(
        (text, answers) -> {
          answers.onNext(text);
          answers.onCompleted();
        });

    Measurement answered =
        measure("grpc: { method: test.Echo/Talk, messages: [{ text: a }, { text: b }] }");

    assertThat(answered.outcome()).isEqualTo(Outcome.CHECK_FAILED);
    assertThat(answered.error()).isEqualTo("missing-answer");
    assertThat(server.messages).hasSize(1);
  }

  @Test
  void messagesOfAConversationMayComeAtTheirOwnPace() throws Exception {
    server.replying((text, answers) -> {});

    Measurement answered =
        measure(
            """
            grpc: { method: test.Echo/Talk, messages: [{ text: a }, { text: b }], every: 1ms }
            """);

    assertThat(answered.outcome()).isEqualTo(Outcome.OK);
    assertThat(server.messages).hasSize(2);
  }

  @Test
  void theTimeToTheFirstAnswerIsMeasuredBesides() throws Exception {
    CompletableFuture<StreamObserver<?>> begun = new CompletableFuture<>();
    server.doing(
        (text, answers) -> {
          answers.onNext(text);
          begun.complete(answers);
        });
    MeasuredCall call =
        send(
            """
            grpc: { method: test.Echo/Listen, message: { text: a }, firstAnswer: first }
            """);

    await().atMost(Duration.ofSeconds(30)).until(() -> call.besides().containsKey("first"));
    assertThat(call.whole().isDone()).isFalse();
    begun.get().onCompleted();

    Measurement whole = GrpcClientUnderTest.await(call.whole());
    Measurement first = call.besides().get("first");
    assertThat(first.outcome()).isEqualTo(Outcome.OK);
    assertThat(first.sentMicros()).isEqualTo(whole.sentMicros());
    assertThat(first.completedMicros()).isLessThanOrEqualTo(whole.completedMicros());
    assertThat(call.besides()).hasSize(1);
  }

  @Test
  void aFirstAnswerThatNeverComesFailsAsTheCallDoes() throws Exception {
    server.doing((text, answers) -> answers.onError(Status.UNAVAILABLE.asException()));
    MeasuredCall call = send("grpc: { method: test.Echo/Listen, firstAnswer: first }");
    assertThat(GrpcClientUnderTest.await(call.whole()).status()).isEqualTo(14);
    assertThat(call.besides().get("first").outcome()).isEqualTo(Outcome.CHECK_FAILED);

    server.doing((text, answers) -> answers.onCompleted());
    MeasuredCall empty = send("grpc: { method: test.Echo/Listen, firstAnswer: first }");
    assertThat(GrpcClientUnderTest.await(empty.whole()).outcome()).isEqualTo(Outcome.OK);
    assertThat(empty.besides().get("first").error()).isEqualTo("missing-answer");
  }

  @Test
  void aStreamEndsAtItsDeadline() throws Exception {
    server.doing((text, answers) -> answers.onNext(text));

    Measurement late = measure("grpc: { method: test.Echo/Listen }\ntimeout: 3s\n");

    assertThat(late.outcome()).isEqualTo(Outcome.TIMEOUT);
    assertThat(late.bytesReceived()).isPositive();
  }

  @Test
  void aStreamIsBrokenOffWhenTheLoadEndsAndIsNotMeasured() throws Exception {
    CompletableFuture<Void> cancelled = new CompletableFuture<>();
    server.doing(
        (text, answers) -> {
          ((ServerCallStreamObserver<?>) answers)
              .setOnCancelHandler(() -> cancelled.complete(null));
          answers.onNext(text);
        });
    MeasuredCall call = send("grpc: { method: test.Echo/Listen, firstAnswer: first }");
    await().atMost(Duration.ofSeconds(30)).until(() -> call.besides().containsKey("first"));

    client.stop();

    assertThat(call.stopped().get(30, TimeUnit.SECONDS)).isPositive();
    cancelled.get(30, TimeUnit.SECONDS);
    assertThat(call.whole().isDone()).isFalse();
  }

  @Test
  void moreAnswersThanAreKeptFailTheCheck() throws Exception {
    String large = "x".repeat(400_000);
    server.doing(
        (text, answers) -> {
          for (int i = 0; i < 3; i++) {
            answers.onNext(EchoServer.text(large, i));
          }
          answers.onCompleted();
        });

    Measurement answered =
        measure("grpc: { method: test.Echo/Listen }\ncheck: { json: { '$[0].count': exists } }\n");

    assertThat(answered.outcome()).isEqualTo(Outcome.CHECK_FAILED);
    assertThat(answered.error()).isEqualTo("body-too-large");
  }

  @Test
  void expressionsFillInMessagesAndMetadataAndAnswersAreCaptured() throws Exception {
    Plan plan =
        plan(
            """
            - name: first
              grpc: { method: test.Echo/Say, message: { text: 'a "quoted" one', count: 7 } }
              capture:
                said: { json: $.text }
                count: { json: $.count }
            - name: second
              grpc:
                method: test.Echo/Say
                message:
                  text: 'again ${said}'
                  count: ${count}
                metadata: { x-count: '${count}' }
              check:
                header: { content-type: present }
                json: { $.text: { equals: 'again ${said}' }, $.count: { equals: 7 } }
                latency: { under: 1m }
            """);
    Values values =
        plan.scenarios().getFirst().values(slice(), () -> 0, SecretValues.NONE).iteration(0);
    for (Step step : plan.scenarios().getFirst().steps()) {
      Measurement answered =
          GrpcClientUnderTest.await(
              client.send(client.prepare((Step.Measured) step), values).whole());
      assertThat(answered.error()).isEmpty();
      assertThat(answered.outcome()).isEqualTo(Outcome.OK);
    }
    assertThat(server.messages.getLast().toString())
        .isEqualTo("text: \"again a \\\"quoted\\\" one\"\ncount: 7\n");
  }

  @Test
  void whatAServerSaysAboutAStatusCanBeChecked() throws Exception {
    server.doing(
        (text, answers) ->
            answers.onError(Status.NOT_FOUND.withDescription("no such text").asException()));

    Measurement answered =
        measure(
            """
            grpc: { method: test.Echo/Say }
            check: { status: NOT_FOUND, header: { grpc-message: { contains: such } } }
            """);

    assertThat(answered.outcome()).isEqualTo(Outcome.OK);
  }

  @Test
  void whatAnExpressionMakesOfAMessageMayNotBeSendable() throws Exception {
    Plan plan =
        plan(
            """
            - name: a
              grpc:
                method: test.Echo/Say
                message:
                  count: ${uuid()}
            """);
    Values values =
        plan.scenarios().getFirst().values(slice(), () -> 0, SecretValues.NONE).iteration(0);
    Step.Measured step = (Step.Measured) plan.scenarios().getFirst().steps().getFirst();

    Measurement unsent =
        GrpcClientUnderTest.await(client.send(client.prepare(step), values).whole());

    assertThat(unsent.error()).isEqualTo("invalid-request");
    assertThat(server.messages).isEmpty();
  }

  @Test
  void manyMessagesAreRefusedByAMethodThatTakesOne() {
    assertThatThrownBy(() -> measure("grpc: { method: test.Echo/Say, messages: [{ text: a }] }"))
        .isInstanceOf(UnusableTargetException.class)
        .hasMessage(
            "step 'step', target 'target': 'test.Echo/Say' takes one message;"
                + " expected 'message', not 'messages'");
  }

  private Measurement measure(String step) throws Exception {
    return GrpcClientUnderTest.await(send(step).whole());
  }

  private MeasuredCall send(String step) throws Exception {
    String written = "- name: step\n" + step.stripTrailing().indent(2);
    Step.Measured measured =
        (Step.Measured) plan(written).scenarios().getFirst().steps().getFirst();
    return client.send(client.prepare(measured), Values.NONE);
  }

  private static Slice slice() {
    return Slice.WHOLE;
  }

  private Plan plan(String steps) {
    String yaml =
        """
        name: streams
        targets:
          target: { grpc: "127.0.0.1:%d" }
        scenarios:
          all:
            target: target
            load: { stages: [constant: { rate: 1, duration: 1s }] }
            steps:
        %s
        """
            .formatted(server.port(), steps.indent(6));
    return switch (PlanReader.read(new PlanSource("plan.yaml", yaml, Map.of()))) {
      case PlanOutcome.Valid(Plan plan) -> plan;
      case PlanOutcome.Invalid(var problems) -> throw new AssertionError(problems.toString());
    };
  }
}
