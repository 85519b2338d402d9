package dev.faultline.resources;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * A process of its own that answers requests, says at {@code /metrics} how many it had, and, when
 * told so, keeps something of each: memory, an open file, a thread. Ends with its standard input.
 */
final class LeakyTarget {

  private static final int KEPT_BYTES = 1 << 20;

  private static final List<Object> KEPT = new ArrayList<>();

  private LeakyTarget() {}

  /**
   * @param arguments {@code true} when it is to leak
   */
  public static void main(String[] arguments) throws IOException {
    boolean leaks = Boolean.parseBoolean(arguments[0]);
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    int[] requests = {0};
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            boolean metrics = exchange.getRequestURI().getPath().equals("/metrics");
            if (leaks && !metrics) {
              leak();
            }
            requests[0] += metrics ? 0 : 1;
            byte[] body =
                "requests_kept{} %d\n"
                    .formatted(leaks ? requests[0] : 0)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
    System.out.println(server.getAddress().getPort());
    System.in.transferTo(OutputStream.nullOutputStream());
    System.exit(0);
  }

  private static void leak() throws IOException {
    byte[] memory = new byte[KEPT_BYTES];
    Arrays.fill(memory, (byte) 1);
    InputStream file = Files.newInputStream(Path.of("/proc/self/stat"));
    Thread thread = Thread.ofPlatform().daemon().start(LockSupport::park);
    KEPT.addAll(List.of(memory, file, thread));
  }
}
