package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.testkit.FreePort;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;

/** Calls the endpoint that a generator has open on a port that was free. */
final class Callbacks {

  private final int port = FreePort.find();
  private final HttpClient client = HttpClient.newHttpClient();

  int port() {
    return port;
  }

  /** Posts it, and expects that it was taken into account. */
  void call(String path, String body) {
    assertThat(status(path, body)).isEqualTo(204);
  }

  int status(String path, String body) {
    HttpRequest call =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    try {
      return client.send(call, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
