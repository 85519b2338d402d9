package dev.faultline.generator.driver.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A server on loopback that does with each connection whatever a test wants, HTTP or not. */
public final class RawServer implements AutoCloseable {

  /** The answer most tests need. */
  public static final String OK = "HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nhi";

  private final ServerSocket listener;
  private final Behaviour behaviour;
  private final List<Socket> sockets = new CopyOnWriteArrayList<>();
  private final AtomicInteger accepted = new AtomicInteger();

  /** What to do with one connection; it is closed afterwards. */
  @FunctionalInterface
  public interface Behaviour {
    void serve(Peer peer) throws IOException, InterruptedException;
  }

  /** The server's end of a connection. */
  public static final class Peer {
    private final int index;
    private final Socket socket;
    private final BufferedReader reader;

    /** Bytes of the body to come. */
    private int length;

    Peer(int index, Socket socket) throws IOException {
      this.index = index;
      this.socket = socket;
      this.reader =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
    }

    /** How many connections came before. */
    public int index() {
      return index;
    }

    /** Head and body of the next request, or null when the client has closed. */
    public String request() throws IOException {
      String head = head();
      return head == null ? null : head + '\n' + body();
    }

    /** Head of the next request, or null when the client has closed. */
    String head() throws IOException {
      StringBuilder head = new StringBuilder();
      length = 0;
      String line = reader.readLine();
      while (line != null && !line.isEmpty()) {
        head.append(line).append('\n');
        String lower = line.toLowerCase(Locale.ROOT);
        if (lower.startsWith("content-length:")) {
          length = Integer.parseInt(lower.substring(lower.indexOf(':') + 1).strip());
        }
        line = reader.readLine();
      }
      return line == null ? null : head.toString();
    }

    /** Body of the request whose head was read. */
    String body() throws IOException {
      char[] body = new char[length];
      int read = 0;
      while (read < length) {
        read += reader.read(body, read, length - read);
      }
      return new String(body);
    }

    public void answer(String bytes) throws IOException {
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      socket.getOutputStream().flush();
    }

    /** Closes so that the client gets a reset instead of an end of stream. */
    public void reset() throws IOException {
      socket.setSoLinger(true, 0);
      socket.close();
    }
  }

  public RawServer(Behaviour behaviour) throws IOException {
    this.behaviour = behaviour;
    this.listener = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    Thread.ofVirtual().start(this::accept);
  }

  /** Answers every request of every connection. */
  public static RawServer answering(String bytes) throws IOException {
    return new RawServer(
        peer -> {
          while (peer.request() != null) {
            peer.answer(bytes);
          }
        });
  }

  public int port() {
    return listener.getLocalPort();
  }

  /** Connections so far. */
  public int accepted() {
    return accepted.get();
  }

  @Override
  public void close() throws IOException {
    listener.close();
    for (Socket socket : sockets) {
      socket.close();
    }
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket socket = listener.accept();
        socket.setTcpNoDelay(true);
        sockets.add(socket);
        Peer peer = new Peer(accepted.getAndIncrement(), socket);
        Thread.ofVirtual().start(() -> serve(peer));
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Peer peer) {
    try (peer.socket) {
      behaviour.serve(peer);
    } catch (IOException e) {
      // The client went away, which some tests make it do.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
