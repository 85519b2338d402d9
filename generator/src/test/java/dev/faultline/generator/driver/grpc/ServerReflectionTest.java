package dev.faultline.generator.driver.grpc;

import static dev.faultline.generator.driver.grpc.GrpcClientUnderTest.SAY;
import static dev.faultline.generator.driver.grpc.GrpcClientUnderTest.call;
import static dev.faultline.generator.driver.grpc.GrpcClientUnderTest.say;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.plan.Step;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.testkit.ManualClock;
import io.grpc.protobuf.services.ProtoReflectionService;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ServerReflectionTest {

  @Test
  void aServerThatKnowsTheOldNameOnlyWillDo() throws Exception {
    try (EchoServer server = EchoServer.telling(ProtoReflectionService.newInstance());
        GrpcClientUnderTest client = new GrpcClientUnderTest(server.port(), 1)) {
      assertThat(client.measure(SAY).outcome()).isEqualTo(Outcome.OK);
    }
  }

  @Test
  void aWrongStepIsRefusedInWordsThatSayWhatTheServerHas() throws Exception {
    try (EchoServer server = EchoServer.start();
        GrpcClientUnderTest client = new GrpcClientUnderTest(server.port(), 1)) {
      String here = "step 'step', target 'target': ";
      String address = "127.0.0.1:" + server.port();
      refused(client, call("test.Eco", "Say", "{}"))
          .hasMessage(here + address + " has no service 'test.Eco'; it has test.Echo");
      refused(client, call("test.Echo", "Tell", "{}"))
          .hasMessage(
              here + "service 'test.Echo' has no method 'Tell'; it has Say, Listen, Gather, Talk");
      refused(client, say("{\"txt\":\"hello\"}"))
          .hasMessage(
              here
                  + "the message does not fit: Cannot find field: txt in message test.Text;"
                  + " expected test.Text { text: string, count: int32 }");
      refused(client, say("{\"count\":\"many\"}"))
          .hasMessageStartingWith(here + "the message does not fit: ")
          .hasMessageEndingWith("; expected test.Text { text: string, count: int32 }");
      refused(
              client,
              Step.Request.fixed(
                  "step",
                  "GET",
                  "/",
                  Map.of(),
                  Optional.empty(),
                  Duration.ofSeconds(1),
                  Expectation.BELOW_400))
          .hasMessage("step 'step' cannot be asked of target 'target', which speaks gRPC");
    }
  }

  @Test
  void aServerWithoutReflectionIsRefused() throws Exception {
    try (EchoServer server = EchoServer.telling();
        GrpcClientUnderTest client = new GrpcClientUnderTest(server.port(), 1)) {
      refused(client, SAY)
          .hasMessage(
              "step 'step', target 'target': 127.0.0.1:%d has no server reflection; expected"
                      .formatted(server.port())
                  + " grpc.reflection.v1, which tells the types of messages");
    }
  }

  @Test
  void aTargetThatIsNotUpIsRefused() throws Exception {
    EchoServer server = EchoServer.start();
    server.close();
    try (GrpcClientUnderTest client = new GrpcClientUnderTest(server.port(), 1)) {
      refused(client, SAY)
          .hasMessageStartingWith(
              "step 'step', target 'target': 127.0.0.1:%d cannot be reached; is it up? ("
                  .formatted(server.port()))
          .hasMessageContaining("Connection refused");
    }
  }

  @Test
  void aTargetThatSaysNothingIsRefusedAfterSomeSeconds() throws Exception {
    EchoServer server = EchoServer.start();
    server.close();
    try (Relay _ = Relay.silentAt(server.port());
        GrpcClientUnderTest client =
            new GrpcClientUnderTest(server.port(), 1, Duration.ofSeconds(1))) {
      refused(client, SAY)
          .hasMessage(
              "step 'step', target 'target': 127.0.0.1:%d does not answer within 1 s; is it up?"
                  .formatted(server.port()));
    }
  }

  /** A shard may have to be taken over while its target is away. */
  @Test
  void whatATargetHasToldStaysKnownWhileItIsAway() throws Exception {
    ManualClock clock = new ManualClock(1_000);
    KnownServices known = new KnownServices(clock, Duration.ofSeconds(30));
    try (EchoServer server = EchoServer.start()) {
      InetSocketAddress address =
          new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port());
      ServiceTypes types =
          known.of(new Destination(address, "127.0.0.1", Optional.empty(), Optional.empty()));
      assertThat(types.method("test.Echo", "Say").getName()).isEqualTo("Say");
      server.close();

      clock.advance(Duration.ofMinutes(1));
      assertThat(types.method("test.Echo", "Say").getName()).isEqualTo("Say");
      assertThatThrownBy(() -> types.method("test.Other", "Say"))
          .isInstanceOf(UnusableTargetException.class)
          .hasMessageContaining("cannot be reached");
    }
  }

  private static org.assertj.core.api.AbstractThrowableAssert<?, ?> refused(
      GrpcClientUnderTest client, Step.Measured step) {
    return assertThatThrownBy(() -> client.prepare(step))
        .isInstanceOf(UnusableTargetException.class);
  }
}
