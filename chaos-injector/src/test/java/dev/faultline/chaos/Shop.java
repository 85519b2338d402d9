package dev.faultline.chaos;

import com.sun.net.httpserver.HttpServer;
import dev.faultline.testkit.FreePort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Something behind a fault proxy, and somebody who keeps asking for it through the proxy. */
final class Shop implements AutoCloseable {

  private final HttpServer server;
  private final int proxyPort;
  private final HttpClient client = HttpClient.newHttpClient();
  private volatile boolean closed;

  Shop() throws IOException {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(204, -1);
          }
        });
    server.start();
    proxyPort = freePort();
  }

  /** Where the proxy is to listen. */
  int proxyPort() {
    return proxyPort;
  }

  /**
   * A plan that lasts a minute.
   *
   * @param faults each {@code name: {…}}
   */
  String plan(String... faults) {
    String text =
        """
        name: injector-test
        targets:
          shop: { http: "http://127.0.0.1:%d" }
        proxies:
          payments: { listen: "127.0.0.1:%d", upstream: "127.0.0.1:%d" }
        scenarios:
          buy:
            target: shop
            load: { stages: [ constant: { rate: 1, duration: 60s } ] }
            steps:
              - name: buy
                request: { method: GET, path: / }
        """
            .formatted(server.getAddress().getPort(), proxyPort, server.getAddress().getPort());
    return faults.length == 0 ? text : text + "faults:\n  " + String.join("\n  ", faults) + "\n";
  }

  /** Asks through the proxy from now on, again and again, whatever happens. */
  Shop withTraffic() {
    Thread.startVirtualThread(
        () -> {
          while (!closed) {
            answers();
            LockSupport.parkNanos(5_000_000); // a gentle load
          }
        });
    return this;
  }

  /** Whether there is an answer through the proxy. */
  boolean answers() {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + proxyPort))
            .timeout(Duration.ofSeconds(30))
            .build();
    try {
      return client.send(request, BodyHandlers.discarding()).statusCode() == 204;
    } catch (IOException broken) {
      return false;
    } catch (InterruptedException stop) {
      throw new IllegalStateException(stop);
    }
  }

  @Override
  public void close() {
    closed = true;
    client.shutdownNow();
    server.stop(0);
  }

  static int freePort() {
    return FreePort.find();
  }
}
