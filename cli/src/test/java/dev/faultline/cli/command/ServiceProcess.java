package dev.faultline.cli.command;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One of the four services as users run it: its Quarkus app in a JVM of its own. */
record ServiceProcess(String module, int port, Process process, Path log) implements AutoCloseable {

  private static final Duration STARTS_WITHIN = Duration.ofMinutes(2);
  private static final HttpClient HTTP = HttpClient.newHttpClient();

  static ServiceProcess start(String module, int port, String bootstrap, Path folder)
      throws IOException {
    Path app = Path.of("..", module, "target", "quarkus-app", "quarkus-run.jar").toRealPath();
    Path log = folder.resolve(module + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
            List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-Xmx192m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                app.toString()));
    builder.environment().put("FAULTLINE_KAFKA_BOOTSTRAP_SERVERS", bootstrap);
    builder.environment().put("FAULTLINE_STATE_DIR", folder.resolve(module + ".state").toString());
    builder.redirectErrorStream(true).redirectOutput(log.toFile());
    return new ServiceProcess(module, port, builder.start(), log);
  }

  void awaitReady() {
    await(module + " to be ready; its log is " + log)
        .atMost(STARTS_WITHIN)
        .pollInterval(Duration.ofMillis(250))
        .until(() -> !process.isAlive() || statusOf("/q/health/ready") == 200);
    if (!process.isAlive()) {
      throw new AssertionError(module + " ended:\n" + logText());
    }
  }

  String get(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return HTTP.send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  private int statusOf(String path) throws InterruptedException {
    try {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
      return HTTP.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      return 0; // does not listen yet
    }
  }

  private String logText() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      return "(" + log + " cannot be read: " + e.getMessage() + ")";
    }
  }

  /** As an orchestrator ends it: SIGTERM, and SIGKILL when that does not help. */
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
