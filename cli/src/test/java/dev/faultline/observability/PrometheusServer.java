package dev.faultline.observability;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.faultline.cli.process.FolderRemoval;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A real Prometheus that scrapes one target on loopback each second and evaluates our rules.
 *
 * @param folder its configuration, data and log
 */
record PrometheusServer(Process process, URI api, Path folder) implements AutoCloseable {

  private static final Path RULES = Path.of("..", "observability", "prometheus", "rules");
  private static final HttpClient HTTP = HttpClient.newHttpClient();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  static PrometheusServer start(Path program, int port, int scraped) throws IOException {
    Path folder = Files.createTempDirectory("faultline-prometheus");
    Path config = folder.resolve("prometheus.yml");
    Files.writeString(
        config,
        """
        global: { scrape_interval: 1s, scrape_timeout: 1s, evaluation_interval: 1s }
        rule_files: ["%s/*.yml"]
        scrape_configs:
          - job_name: faultline
            static_configs: [{ targets: ["127.0.0.1:%d"] }]
        """
            .formatted(RULES.toRealPath(), scraped));
    Process process =
        new ProcessBuilder(
                program.toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + folder.resolve("data"),
                "--web.listen-address=127.0.0.1:" + port,
                "--log.level=warn")
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("log").toFile())
            .start();
    return new PrometheusServer(process, URI.create("http://127.0.0.1:" + port), folder);
  }

  void awaitReady() {
    await("Prometheus to be ready")
        .atMost(Duration.ofSeconds(30))
        .until(() -> !process.isAlive() || statusOf("/-/ready") == 200);
    assertThat(process.isAlive()).as(log()).isTrue();
  }

  /** The {@code data} of an answer of its API. */
  JsonNode get(String path, Map<String, String> parameters) {
    String query =
        parameters.entrySet().stream()
            .map(
                each ->
                    each.getKey()
                        + "="
                        + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    try {
      JsonNode answer = JSON.readTree(answer("/api/v1/" + path + "?" + query).body());
      assertThat(answer.path("status").asText()).as(answer.toString()).isEqualTo("success");
      return answer.path("data");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * All numbers that a query gives over a time, one for each second; those that are none left out.
   */
  List<Double> numbers(String expression, Span span) {
    JsonNode result =
        get(
            "query_range",
            Map.of(
                "query",
                expression,
                "start",
                Long.toString(span.startSecond()),
                "end",
                Long.toString(span.endSecond()),
                "step",
                "1"));
    return result
        .path("result")
        .valueStream()
        .flatMap(series -> series.path("values").valueStream())
        .map(sample -> sample.path(1).asText())
        .filter(value -> !value.equals("NaN"))
        .map(value -> value.endsWith("Inf") ? Double.POSITIVE_INFINITY : Double.parseDouble(value))
        .toList();
  }

  /** Seconds since the epoch, both included. */
  record Span(long startSecond, long endSecond) {

    /** For {@code match[]} queries. */
    Map<String, String> with(String name, String value) {
      return Map.of(
          name, value, "start", Long.toString(startSecond), "end", Long.toString(endSecond));
    }
  }

  /** Ends it and removes all that it wrote. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    FolderRemoval.remove(folder);
  }

  private String log() {
    try {
      return Files.readString(folder.resolve("log"));
    } catch (IOException e) {
      return "its log cannot be read: " + e.getMessage();
    }
  }

  private int statusOf(String path) {
    try {
      return answer(path).statusCode();
    } catch (IOException e) {
      return 0; // does not listen yet
    }
  }

  private HttpResponse<String> answer(String path) throws IOException {
    try {
      return HTTP.send(
          HttpRequest.newBuilder(api.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
