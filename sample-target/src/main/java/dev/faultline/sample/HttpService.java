package dev.faultline.sample;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** An HTTP server whose routes are written as {@code "POST /pay"}; each answers with JSON. */
final class HttpService implements AutoCloseable {

  static {
    // Read once, when the server's classes are loaded. Without the first, answers wait for Nagle's
    // algorithm; without the second, every connection beyond the 200th is closed when it is idle.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    System.setProperty("sun.net.httpserver.maxIdleConnections", "10000");
  }

  private static final int BACKLOG = 1024;

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HttpServer server;
  private final URI url;
  private final Map<String, Route> routes;

  /** Answers one request, on a thread of its own that may block. */
  @FunctionalInterface
  interface Route {
    Reply handle(HttpExchange exchange) throws IOException, InterruptedException;
  }

  record Reply(int status, String json) {}

  HttpService(String name, String bind, int port, Map<String, Route> routes) throws IOException {
    this.routes = Map.copyOf(routes);
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
      exchange.getRequestBody().readAllBytes();
      String path = exchange.getRequestURI().getPath();
      Route route = routes.getOrDefault(exchange.getRequestMethod() + " " + path, NOT_FOUND);
      Reply reply = route.handle(exchange);
      byte[] body = reply.json().getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(reply.status(), body.length);
      exchange.getResponseBody().write(body);
    } catch (InterruptedException closing) {
      Thread.currentThread().interrupt();
    }
  }

  private static final Route NOT_FOUND =
      exchange ->
          new Reply(
              404,
              "{\"error\": \"no %s %s here\"}"
                  .formatted(exchange.getRequestMethod(), exchange.getRequestURI().getPath()));
}
