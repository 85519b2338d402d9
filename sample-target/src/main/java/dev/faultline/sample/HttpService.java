package dev.faultline.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server that answers with JSON. */
final class HttpService implements AutoCloseable {

  static {
    // Read once, when the server's classes are loaded. Without the first, answers wait for Nagle's
    // algorithm; without the second, every connection beyond the 200th is closed when it is idle.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
  }

  private static final int BACKLOG = 1024;
  private static final int NO_BODY = -1;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final URI url;
  private final Routes routes;

  HttpService(String name, String bind, int port, Routes routes) throws IOException {
    this.routes = routes;
    try {
      server = HttpServer.create(new InetSocketAddress(bind, port), BACKLOG);
    } catch (IOException | RuntimeException unavailable) {
      threads.close();
      throw new IOException(
          "%s cannot listen on %s:%d: %s"
              .formatted(
                  name,
                  bind,
                  port,
                  Objects.requireNonNullElse(unavailable.getMessage(), "no such address")),
          unavailable);
    }
    String host = bind.contains(":") ? "[" + bind + "]" : bind;
    url = URI.create("http://" + host + ":" + server.getAddress().getPort());
    server.createContext("/", this::answer);
    server.setExecutor(threads);
    server.start();
  }

  URI url() {
    return url;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply = reply(exchange, exchange.getRequestBody().readAllBytes());
      byte[] body = reply.json().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status(), body.length == 0 ? NO_BODY : body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private Reply reply(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getRawPath();
    try {
      Optional<Routes.Match> match = routes.find(method, path);
      if (match.isEmpty()) {
        throw new RefusedException(404, "no %s %s here".formatted(method, path));
      }
      return match.get().route().handle(new Request(exchange, match.get().ids(), body));
    } catch (RefusedException refused) {
      return refused.reply();
    }
  }
}
