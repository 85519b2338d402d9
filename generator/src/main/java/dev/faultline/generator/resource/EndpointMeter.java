package dev.faultline.generator.resource;

import dev.faultline.core.plan.ResourceSource;
import dev.faultline.core.resource.Exposition;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** What a Prometheus endpoint tells, of which at most 16 MiB are read. */
final class EndpointMeter implements Meter {

  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int MOST_BYTES = 16 << 20;
  private static final int OK = 200;

  private final HttpClient client;
  private final ResourceSource.Prometheus source;
  private final HttpRequest request;

  EndpointMeter(HttpClient client, ResourceSource.Prometheus source) {
    this.client = client;
    this.source = source;
    request =
        HttpRequest.newBuilder(source.url())
            .timeout(TIMEOUT)
            .header("Accept", "text/plain;version=0.0.4")
            .build();
  }

  @Override
  public Map<String, Double> look(long atMicros) throws NotSeenException, InterruptedException {
    String text = text();
    Map<String, Double> values = new HashMap<>();
    source
        .metrics()
        .forEach(
            (name, metric) ->
                Exposition.sum(text, metric).ifPresent(value -> values.put(name, value)));
    if (values.isEmpty()) {
      throw new NotSeenException("none of its metrics is there");
    }
    return values;
  }

  private String text() throws NotSeenException, InterruptedException {
    try {
      HttpResponse<InputStream> answer = client.send(request, BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != OK) {
          throw new NotSeenException("the endpoint answered " + answer.statusCode());
        }
        byte[] bytes = read(body);
        if (bytes.length > MOST_BYTES) {
          throw new NotSeenException("the endpoint's answer is larger than 16 MiB");
        }
        return new String(bytes, StandardCharsets.UTF_8);
      }
    } catch (HttpTimeoutException e) {
      throw tooLate();
    } catch (IOException e) {
      throw new NotSeenException("the endpoint cannot be reached");
    }
  }

  /** The request's own timeout is over when the answer begins. */
  private static byte[] read(InputStream body) throws IOException, NotSeenException {
    CompletableFuture<Void> late =
        new CompletableFuture<Void>()
            .completeOnTimeout(null, TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    CompletableFuture<Void> closed = late.thenRun(() -> close(body));
    try {
      byte[] bytes = body.readNBytes(MOST_BYTES + 1);
      if (late.cancel(false)) {
        return bytes;
      }
    } catch (IOException e) {
      if (late.cancel(false)) {
        throw e;
      }
    }
    closed.join();
    throw tooLate();
  }

  private static void close(InputStream body) {
    try {
      body.close();
    } catch (IOException _) {
      // It is not read any more either way.
    }
  }

  private static NotSeenException tooLate() {
    return new NotSeenException("the endpoint did not answer in time");
  }
}
