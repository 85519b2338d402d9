package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.profile.Slice;
import dev.faultline.generator.driver.grpc.EchoServer;
import io.netty.channel.epoll.Epoll;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A shared connection whose other side takes nothing any more, and does not close it either. */
class DeadPeerTest {

  /** More than the other side has room for. */
  private static final String LONG = "x".repeat(48 * 1024);

  @BeforeEach
  void linux() {
    assumeTrue(Epoll.isAvailable(), "needs Linux: elsewhere the system decides when to give up");
  }

  @Test
  void anHttp2ConnectionIsGivenUpAfterTheLongestTimeout() throws Exception {
    try (DeadServer server = new DeadServer()) {
      isGivenUp(
          server,
          "{ http: 'http://127.0.0.1:%d', version: 2 }".formatted(server.port()),
          "request: { method: POST, path: /, body: '%s' }".formatted(LONG));
    }
  }

  @Test
  void aGrpcConnectionIsGivenUpAfterTheLongestTimeout() throws Exception {
    try (DeadServer server = new DeadServer()) {
      isGivenUp(
          server,
          "{ grpc: '127.0.0.1:%d', types: '%s' }".formatted(server.port(), types()),
          "grpc: { method: test.Echo/Say, message: { text: '%s' } }".formatted(LONG));
    }
  }

  private static void isGivenUp(DeadServer server, String target, String step) throws Exception {
    try (ScenarioUnderTest scenario = new ScenarioUnderTest(plan(target, step), Slice.WHOLE)) {
      await("another connection is opened")
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                scenario.iterate();
                return server.connections() > 1;
              });
      assertThat(scenario.results())
          .extracting(result -> result.measurement().error())
          .isSubsetOf("timeout", "connection-lost");
    }
  }

  /** As a submitted plan holds them. */
  private static String types() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(EchoServer.descriptorSet());
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  private static Plan plan(String target, String step) {
    return ScenarioUnderTest.plan(
        """
        name: dead
        targets: { peer: %s }
        scenarios:
          say:
            target: peer
            load: { stages: [constant: { rate: 1, duration: 1s }] }
            limits: { connections: 1, timeout: 2s }
            steps:
              - { name: say, %s }
        """
            .formatted(target, step));
  }

  /** Says that it speaks HTTP/2, and then takes no more than its machine has room for. */
  private static final class DeadServer implements AutoCloseable {

    private static final byte[] NO_SETTINGS = {0, 0, 0, 4, 0, 0, 0, 0, 0};

    private final ServerSocket listener = new ServerSocket();
    private final List<Socket> connections = new CopyOnWriteArrayList<>();

    DeadServer() throws IOException {
      listener.setReceiveBufferSize(4096);
      listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      Thread.ofVirtual().start(this::accept);
    }

    private void accept() {
      try {
        while (true) {
          Socket next = listener.accept();
          next.getOutputStream().write(NO_SETTINGS);
          connections.add(next);
        }
      } catch (IOException _) {
        // It is closed.
      }
    }

    int port() {
      return listener.getLocalPort();
    }

    int connections() {
      return connections.size();
    }

    @Override
    public void close() throws IOException {
      listener.close();
      for (Socket each : connections) {
        each.close();
      }
    }
  }
}
