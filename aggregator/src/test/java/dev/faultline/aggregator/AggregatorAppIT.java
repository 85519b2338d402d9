package dev.faultline.aggregator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.testkit.FreePort;
import dev.faultline.testkit.SharedBroker;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.assertj.core.api.AbstractStringAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Runs the app as it was packaged. */
class AggregatorAppIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String REQUESTS = "faultline_requests_total{";

  @TempDir Path stateDir;

  @Test
  void the_packaged_app_is_ready_shows_metrics_of_a_run_while_it_lasts_and_stops_when_asked()
      throws Exception {
    int port = FreePort.find();
    Process app = start(port);
    try (HttpClient http = HttpClient.newHttpClient();
        ResultsFeed feed = new ResultsFeed(broker.settings())) {
      await()
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(IOException.class)
          .until(() -> get(http, port, "/q/health/ready").statusCode() == 200);

      RunId runId = RunId.create(Clock.system(), new Random());
      RecordedLoad load = new RecordedLoad(runId, 1, 3, 10, 1);
      int last = load.quarters() - 1;
      for (int quarter = 0; quarter < last; quarter++) {
        feed.send(load.quarter(quarter));
      }
      awaitMetrics(
          http,
          port,
          metrics ->
              metrics.contains("faultline_response_time_seconds{", "step=\"order\"", REQUESTS));

      feed.send(load.quarter(last));
      awaitMetrics(
          http,
          port,
          metrics -> metrics.doesNotContain("faultline_response_time_seconds{").contains(REQUESTS));
      app.destroy();
      assertThat(app.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      app.destroyForcibly().waitFor(); // It writes to the folder that is removed next.
    }
  }

  private static void awaitMetrics(
      HttpClient http, int port, Consumer<AbstractStringAssert<?>> expectation) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(() -> expectation.accept(assertThat(get(http, port, "/metrics").body())));
  }

  private Process start(int port) throws IOException {
    ProcessBuilder command =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-Dquarkus.http.host=127.0.0.1",
            "-Dquarkus.http.port=" + port,
            "-Dfaultline.kafka.bootstrap-servers=" + broker.settings().bootstrapServers(),
            "-Dfaultline.state-dir=" + stateDir,
            "-jar",
            Path.of("target", "quarkus-app", "quarkus-run.jar").toString());
    return command
        .redirectErrorStream(true)
        .redirectOutput(new File("target", "aggregator-app.log"))
        .start();
  }

  private static HttpResponse<String> get(HttpClient http, int port, String path)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }
}
