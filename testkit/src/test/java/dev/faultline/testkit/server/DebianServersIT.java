package dev.faultline.testkit.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

class DebianServersIT {

  static List<DebianServer> servers() {
    return List.of(new RedisServer(), new PostgresServer(), new RabbitServer());
  }

  @ParameterizedTest
  @MethodSource("servers")
  void servesUntilItIsClosedAndLeavesNothingBehind(DebianServer server) throws IOException {
    server.start();
    int port = server.port();
    Path folder = server.folder();
    awaitReady(server);

    server.close();

    assertThat(DebianServer.accepts(port)).isFalse();
    assertThat(folder).doesNotExist();
  }

  /** It was so a moment ago, but may take longer to say so than one look waits. */
  private static void awaitReady(DebianServer server) {
    await().atMost(Duration.ofSeconds(30)).ignoreExceptions().until(server::ready);
  }

  @ParameterizedTest
  @MethodSource("servers")
  void comesBackOnItsPortAfterItWasKilled(DebianServer server) throws IOException {
    server.start();
    try {
      int port = server.port();
      server.kill();
      assertThat(DebianServer.accepts(port)).isFalse();

      server.startAgain();

      assertThat(server.port()).isEqualTo(port);
      awaitReady(server);
    } finally {
      server.close();
    }
  }

  @ParameterizedTest
  @MethodSource("servers")
  void isEndedAlsoWhenItWasFrozen(DebianServer server) throws IOException {
    server.start();
    int port = server.port();

    server.freeze();
    server.close();

    assertThat(DebianServer.accepts(port)).isFalse();
  }

  @Test
  void saysWhatItSaidWhenItDoesNotStart() {
    RedisServer server = new RedisServer("--no-such-setting", "1");

    assertThatExceptionOfType(AssertionError.class)
        .isThrownBy(server::start)
        .withMessageContaining("has ended")
        .withMessageContaining("no-such-setting");
    assertThat(server.folder()).doesNotExist();
  }

  @Test
  void aTestWhoseServerIsMissingIsSkippedAndSaysWhatToInstall() {
    DebianServer missing =
        new DebianServer("no-such-server", "no-such-package") {
          @Override
          protected List<String> command(Path program, Path folder, int port) {
            return List.of(program.toString());
          }
        };

    assertThatExceptionOfType(TestAbortedException.class)
        .isThrownBy(missing::start)
        .withMessageContaining("apt-get install no-such-package");
    missing.close();
  }

  @Test
  void postgresDoesWhatItIsTold() throws IOException {
    PostgresServer server = new PostgresServer("max_connections=7");
    server.start();
    try {
      server.execute("create table kept as select 1 as id");
      assertThatExceptionOfType(AssertionError.class)
          .isThrownBy(() -> server.execute("select * from lost"))
          .withMessageContaining("relation \"lost\" does not exist");
      assertThat(Files.readString(server.folder().resolve("data/postmaster.opts")))
          .contains("max_connections=7");
    } finally {
      server.close();
    }
  }
}
