package dev.faultline.observability;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.command.Faultline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * The pipeline as a user starts it: a run with a fault and a surprise, and its metrics on a port.
 *
 * @param output what it printed
 */
record DemoProcess(Process process, Path output) implements AutoCloseable {

  static DemoProcess start(Path folder, int metricsPort) throws IOException {
    Path output = folder.resolve("demo.out");
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx384m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dfaultline.home=..",
            Faultline.class.getName(),
            "demo",
            "--quick",
            "--quiet",
            "--metrics-port=" + metricsPort,
            "--out=" + folder.resolve("runs"));
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    return new DemoProcess(builder.start(), output);
  }

  boolean ended() {
    return !process.isAlive();
  }

  /** The run was judged; on a busy machine it may be INCONCLUSIVE, but it has data. */
  void assertJudged() throws IOException {
    assertThat(Files.readString(output)).contains("verdict ", "UNEXPLAINED");
  }

  /** As Ctrl-C does: it heals and takes down what it started. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
