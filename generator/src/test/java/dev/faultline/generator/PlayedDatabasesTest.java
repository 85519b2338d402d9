package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.profile.Slice;
import dev.faultline.generator.ScenarioUnderTest.Result;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What no real database does: servers that are played, and say something else. */
class PlayedDatabasesTest {

  private static final String LONG = "15s";
  private static final String SHORT = "3s";

  @Test
  void aMessageThatTheServerTookAndThatDoesNotComeIsNotDelivered() throws Exception {
    try (Played lossy = new Played(PlayedDatabasesTest::subscribeAndForget)) {
      assertThat(redis(lossy, SHORT, "{ publish: news, message: '${uuid()}' }"))
          .containsExactly("TIMEOUT 'not-delivered'");
    }
  }

  @Test
  void whatIsNoReplyIsAnInvalidAnswer() throws Exception {
    try (Played http = new Played(always("HTTP/1.1 400 Bad Request\r\n\r\n"))) {
      assertThat(redis(http, "[PING]")).containsExactly("ERROR 'invalid-answer'");
      assertThat(redis(http, "{ publish: news, message: '${uuid()}' }"))
          .containsExactly("ERROR 'invalid-answer'");
    }
  }

  @Test
  void aReplyToNothingComesTooLateToMatter() throws Exception {
    try (Played generous = new Played(always("+OK\r\n+OK\r\n"))) {
      assertThat(redis(generous, "[PING]")).containsExactly("OK ''");
    }
  }

  @Test
  void aConnectionThatIsClosedBeforeTheReplyIsToldApart() throws Exception {
    try (Played rude = new Played((in, _) -> in.readByte())) {
      assertThat(redis(rude, "[PING]").getFirst()).matches("ERROR 'connection-(closed|reset)'");
      assertThat(sql(rude).getFirst()).matches("ERROR 'connection-(closed|reset)'");
    }
  }

  @Test
  void aServerThatNeverLetsAnybodyInIsAConnectTimeout() throws Exception {
    try (Played silent = new Played((in, _) -> in.transferTo(OutputStream.nullOutputStream()))) {
      assertThat(sql(silent, SHORT)).containsExactly("TIMEOUT 'connect-timeout'");
    }
  }

  @Test
  void aLoginThatNobodyKnowsIsRefused() throws Exception {
    try (Played exotic = new Played(always("R\0\0\0\10\0\0\0\7"))) {
      assertThat(sql(exotic)).containsExactly("CHECK_FAILED 'no-password'");
    }
  }

  @Test
  void aMessageWithoutItsPartsIsAnInvalidAnswer() throws Exception {
    try (Played broken = new Played(always("R\0\0\0\4"));
        Played endless = new Played(always("R\177\377\377\377"))) {
      assertThat(sql(broken)).containsExactly("ERROR 'invalid-answer'");
      assertThat(sql(endless)).containsExactly("ERROR 'invalid-answer'");
    }
  }

  private static void subscribeAndForget(DataInputStream in, OutputStream out) throws IOException {
    byte[] command = new byte[4096];
    for (int read = in.read(command); read > 0; read = in.read(command)) {
      String text = new String(command, 0, read, StandardCharsets.UTF_8);
      String reply =
          text.contains("SUBSCRIBE") ? "*3\r\n$9\r\nsubscribe\r\n$4\r\nnews\r\n:1\r\n" : ":1\r\n";
      out.write(reply.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private static Play always(String answer) {
    return (in, out) -> {
      in.readByte();
      out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
      in.transferTo(OutputStream.nullOutputStream());
    };
  }

  private static List<String> redis(Played server, String redis) throws Exception {
    return redis(server, LONG, redis);
  }

  private static List<String> redis(Played server, String timeout, String redis) throws Exception {
    return iterate("redis: '127.0.0.1:%d'".formatted(server.port()), timeout, "redis: " + redis);
  }

  private static List<String> sql(Played server) throws Exception {
    return sql(server, LONG);
  }

  private static List<String> sql(Played server, String timeout) throws Exception {
    return iterate(
        "postgres: 'postgres://me@127.0.0.1:%d/it'".formatted(server.port()),
        timeout,
        "sql: select 1");
  }

  /** Outcomes and errors. */
  private static List<String> iterate(String target, String timeout, String step) throws Exception {
    String yaml =
        """
        name: played
        targets: { it: { %s } }
        scenarios:
          visit:
            target: it
            limits: { timeout: %s }
            load: { stages: [constant: { rate: 1, duration: 1s }] }
            steps: [{ name: a, %s }]
        """
            .formatted(target, timeout, step);
    try (ScenarioUnderTest scenario =
        new ScenarioUnderTest(ScenarioUnderTest.plan(yaml), Slice.WHOLE)) {
      scenario.iterate();
      return scenario.results().stream().map(PlayedDatabasesTest::told).toList();
    }
  }

  private static String told(Result result) {
    return "%s '%s'".formatted(result.outcome(), result.measurement().error());
  }

  /** What a server does with a connection. */
  @FunctionalInterface
  private interface Play {
    void on(DataInputStream in, OutputStream out) throws IOException;
  }

  /** Does it with each. */
  private record Played(ServerSocket listener) implements AutoCloseable {

    Played(Play play) throws IOException {
      this(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(() -> accept(listener, play));
    }

    private static void accept(ServerSocket listener, Play play) {
      try {
        while (true) {
          Socket socket = listener.accept();
          Thread.ofVirtual().start(() -> serve(socket, play));
        }
      } catch (IOException _) {
        // closed: the test is over
      }
    }

    private static void serve(Socket socket, Play play) {
      try (socket) {
        play.on(new DataInputStream(socket.getInputStream()), socket.getOutputStream());
      } catch (IOException _) {
        // the driver has hung up
      }
    }

    int port() {
      return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
      listener.close();
    }
  }
}
