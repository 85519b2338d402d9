package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.faultline.cli.process.ProcessIdentity;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is left when the whole command is killed, or told to end, while a fault is in effect. */
@Tag("slow")
class KillIT {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;
  private Process faultline;

  @AfterEach
  void endFaultline() {
    if (faultline != null) {
      faultline.destroyForcibly();
    }
  }

  @Test
  void killedInMidFaultItLeavesNothingThatTheNextStartDoesNotReportAndClean() throws Exception {
    Path run = startDemoAndAwaitTheFault();
    JsonNode lock = JsonMapper.builder().build().readTree(run.resolve("run.lock").toFile());
    List<ProcessIdentity> children =
        lock.get("children").valueStream().map(KillIT::identity).toList();
    int proxyPort = Integer.parseInt(lock.get("proxies").get(0).asText().split(":", 2)[1]);
    assertThat(children).as("the broker and the target").hasSize(2);
    assertThat(children).allSatisfy(child -> assertThat(child.running()).isPresent());
    assertThat(listens(proxyPort)).isTrue();

    faultline.destroyForcibly().waitFor();

    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> children.stream().allMatch(child -> child.running().isEmpty()));
    assertThat(listens(proxyPort)).isFalse();
    String news = nextStart();
    assertThat(news)
        .contains(
            "run " + run.getFileName() + " was killed at about ",
            "fault payments-latency was ACTIVE: the proxy died with it");
    assertThat(Files.readString(run.resolve("events.log"))).contains("was killed at about");
    assertThat(run).isDirectoryNotContaining("glob:**{run.lock,broker-data,state}");
    assertThat(nextStart()).doesNotContain("was killed");
  }

  @Test
  void toldToEndItHealsTheFaultAndStillReports() throws Exception {
    Path run = startDemoAndAwaitTheFault();

    faultline.destroy();

    assertThat(faultline.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(faultline.exitValue()).as(output()).isEqualTo(105);
    assertThat(Files.readString(run.resolve("events.log")))
        .contains("payments-latency HEALED", "payments-latency ABORTED");
    JsonNode summary = JsonMapper.builder().build().readTree(run.resolve("summary.json").toFile());
    assertThat(summary.get("verdict").asText()).isNotEqualTo("PASS");
    assertThat(run.resolve("report.html")).isNotEmptyFile();
    assertThat(run.resolve("topics/faultline.results.avro")).isNotEmptyFile();
    assertThat(run).isDirectoryNotContaining("glob:**{run.lock,broker-data,state}");
  }

  private Path startDemoAndAwaitTheFault() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dfaultline.home=..",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            Faultline.class.getName(),
            "demo",
            "--quick",
            "--out",
            folder.resolve("runs").toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
    faultline = builder.start();
    await()
        .atMost(PATIENCE)
        .until(() -> !faultline.isAlive() || output().contains("payments-latency ACTIVE"));
    assertThat(faultline.isAlive()).as(output()).isTrue();
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      return runs.toList().getFirst();
    }
  }

  /** A start that ends soon, for there is no Kafka at the address. */
  private String nextStart() {
    StringWriter text = new StringWriter();
    int code =
        Faultline.commandLine()
            .setOut(new PrintWriter(text, true))
            .setErr(new PrintWriter(text, true))
            .execute(
                "run",
                "../plans/demo.yaml",
                "--bootstrap",
                "127.0.0.1:1",
                "--out",
                folder.resolve("runs").toString());
    assertThat(code).as(text.toString()).isEqualTo(3);
    return text.toString();
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }

  private static ProcessIdentity identity(JsonNode child) {
    return new ProcessIdentity(
        child.get("pid").asLong(), Instant.parse(child.get("started").asText()));
  }

  private static boolean listens(int port) {
    try (Socket _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
