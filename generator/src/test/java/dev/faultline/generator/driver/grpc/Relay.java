package dev.faultline.generator.driver.grpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Passes connections on to a server, and can break them. */
final class Relay implements AutoCloseable {

  private final ServerSocket listener;
  private final List<Socket> clients = new CopyOnWriteArrayList<>();
  private final int serverPort;

  Relay(int serverPort) throws IOException {
    this(0, serverPort);
  }

  private Relay(int port, int serverPort) throws IOException {
    this.listener = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
    this.serverPort = serverPort;
    Thread.ofVirtual().start(this::accept);
  }

  /** Accepts connections on that port and leaves them without a word. */
  static Relay silentAt(int port) throws IOException {
    return new Relay(port, 0);
  }

  int port() {
    return listener.getLocalPort();
  }

  /** Breaks all connections off. */
  void reset() throws IOException {
    for (Socket client : open()) {
      client.setSoLinger(true, 0);
      client.close();
    }
  }

  /** Ends all connections in good order. */
  void end() throws IOException {
    for (Socket client : open()) {
      client.shutdownOutput();
    }
  }

  private List<Socket> open() {
    return clients.stream().filter(client -> !client.isClosed()).toList();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    reset();
  }

  private void accept() {
    try {
      while (true) {
        Socket client = listener.accept();
        clients.add(client);
        if (serverPort > 0) {
          Socket server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
          pipe(client, server);
          pipe(server, client);
        }
      }
    } catch (IOException e) {
      // Closed: the test is over.
    }
  }

  private static void pipe(Socket from, Socket to) {
    Thread.ofVirtual()
        .start(
            () -> {
              try (InputStream in = from.getInputStream();
                  OutputStream out = to.getOutputStream()) {
                in.transferTo(out);
              } catch (IOException e) {
                // Broken off, as the test wants it.
              }
            });
  }
}
