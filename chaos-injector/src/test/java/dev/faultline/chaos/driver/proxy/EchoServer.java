package dev.faultline.chaos.driver.proxy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sends back what it is sent, and ends its side when the other has ended its own. */
final class EchoServer implements AutoCloseable {

  private final ServerSocket listener;
  private final Set<Socket> connections = ConcurrentHashMap.newKeySet();

  EchoServer() throws IOException {
    listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
    Thread.startVirtualThread(this::accept);
  }

  InetSocketAddress address() {
    return (InetSocketAddress) listener.getLocalSocketAddress();
  }

  Set<Socket> connections() {
    return connections;
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket connection : connections) {
      connection.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = listener.accept();
        connections.add(connection);
        Thread.startVirtualThread(() -> echo(connection));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void echo(Socket connection) {
    try (connection) {
      connection.getInputStream().transferTo(connection.getOutputStream());
      connection.shutdownOutput();
    } catch (IOException cut) {
      // Tests cut connections.
    } finally {
      connections.remove(connection);
    }
  }
}
