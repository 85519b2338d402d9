package dev.faultline.sample;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A WebSocket service at {@code /ws}: a message with a task, {@code {"id": …, "kind": …}}, is
 * answered with its id and its state when the task is done; anything else with what is wrong.
 * Java's HTTP server cannot turn a request into a WebSocket, so it has a port of its own.
 */
final class Talk implements AutoCloseable {

  private static final int BACKLOG = 1024;

  private final Work work = Work.seeded(11);
  private final Set<Socket> clients = ConcurrentHashMap.newKeySet();
  private final ServerSocket listener;
  private final String bind;

  private Talk(String bind, int port) throws IOException {
    this.bind = bind;
    try {
      listener = new ServerSocket();
      listener.bind(new InetSocketAddress(InetAddress.getByName(bind), port), BACKLOG);
    } catch (IOException unavailable) {
      throw new IOException(
          "the WebSocket service cannot listen on %s:%d: %s"
              .formatted(bind, port, unavailable.getMessage()),
          unavailable);
    }
    Thread.ofVirtual().name("sample-websocket").start(this::accept);
  }

  /** The service, when the options want one. */
  static Optional<Talk> start(Options options) throws IOException {
    return options.webSocketPort().isEmpty()
        ? Optional.empty()
        : Optional.of(new Talk(options.bind(), options.webSocketPort().getAsInt()));
  }

  URI url() {
    String host = bind.contains(":") ? "[" + bind + "]" : bind;
    return URI.create("ws://" + host + ":" + listener.getLocalPort());
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        client.setTcpNoDelay(true);
        clients.add(client);
        Thread.ofVirtual().start(() -> serve(client));
      } catch (IOException _) {
        // Closed, or a client that was gone before it was there.
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      WebSocketLink link = new WebSocketLink(client.getInputStream(), client.getOutputStream());
      if (link.agree("/ws")) {
        for (Optional<String> text = link.next(); text.isPresent(); text = link.next()) {
          link.send(answer(text.get()));
        }
      }
    } catch (IOException _) {
      // The client is gone.
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      clients.remove(client);
    }
  }

  private String answer(String text) throws InterruptedException {
    JsonObject reply = new JsonObject();
    try {
      JsonObject task = JsonParser.parseString(text).getAsJsonObject();
      reply.addProperty("id", Request.text(task, "id"));
      reply.addProperty("kind", Request.text(task, "kind"));
      work.perform(Duration.ZERO);
      reply.addProperty("state", "DONE");
    } catch (JsonParseException | IllegalStateException malformed) {
      reply.addProperty("error", "no JSON object: " + malformed.getMessage());
    } catch (RefusedException refused) {
      reply.addProperty("error", refused.getMessage());
    }
    return reply.toString();
  }

  @Override
  public void close() {
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    for (Socket client : clients) {
      try {
        client.close();
      } catch (IOException _) {
        // It is gone either way.
      }
    }
  }
}
