package dev.faultline.generator;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.function.Function;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;

/** A real HTTP server that answers as a test wants and remembers what it was asked. */
final class TargetUnderTest implements AutoCloseable {

  private static final InetSocketAddress LOOPBACK =
      new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);

  private final String scheme;
  private final HttpServer server;
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  /** A request as it came. */
  record Asked(String method, String path, Map<String, String> headers, String body) {

    /** {@code METHOD path}. */
    String line() {
      return method + " " + path;
    }
  }

  /** What to answer. */
  record Reply(int status, Map<String, String> headers, String body) {

    static Reply of(int status, String body) {
      return new Reply(status, Map.of(), body);
    }
  }

  TargetUnderTest(Function<Asked, Reply> answers) throws IOException {
    this("http", HttpServer.create(LOOPBACK, 0), answers);
  }

  /** Over TLS, and only with clients whose certificate it trusts if it asks for one. */
  static TargetUnderTest secure(SSLContext tls, boolean asksWho, Function<Asked, Reply> answers)
      throws IOException {
    HttpsServer server = HttpsServer.create(LOOPBACK, 0);
    server.setHttpsConfigurator(
        new HttpsConfigurator(tls) {
          @Override
          public void configure(HttpsParameters parameters) {
            SSLParameters its = getSSLContext().getDefaultSSLParameters();
            its.setNeedClientAuth(asksWho);
            parameters.setSSLParameters(its);
          }
        });
    return new TargetUnderTest("https", server, answers);
  }

  private TargetUnderTest(String scheme, HttpServer server, Function<Asked, Reply> answers) {
    this.scheme = scheme;
    this.server = server;
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/", exchange -> answer(exchange, answers));
    server.start();
  }

  String address() {
    return scheme + "://127.0.0.1:" + server.getAddress().getPort();
  }

  /** All requests so far. */
  List<Asked> asked() {
    return asked;
  }

  /** Method and path of all requests so far. */
  List<String> lines() {
    return asked.stream().map(Asked::line).toList();
  }

  private void answer(HttpExchange exchange, Function<Asked, Reply> answers) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    exchange.getRequestHeaders().forEach((name, values) -> headers.put(name, values.getFirst()));
    Asked request =
        new Asked(
            exchange.getRequestMethod(),
            exchange.getRequestURI().toString(),
            headers,
            new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    asked.add(request);
    Reply reply = answers.apply(request);
    reply.headers().forEach(exchange.getResponseHeaders()::set);
    byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(reply.status(), body.length == 0 ? -1 : body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
