package dev.faultline.chaos.driver.proxy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * One client and its own connection to the upstream: a plain pipe one way, a delay line the other.
 * An end of stream is passed on in its direction only; a broken connection breaks both.
 */
final class ProxyConnection {

  private static final int CONNECT_MILLIS = 5_000;
  private static final int CHUNK_BYTES = 16 * 1024;

  private final Socket client;
  private final Socket upstream = new Socket();
  private final Toxics toxics;
  private final Traffic traffic;
  private final RandomGenerator random;

  ProxyConnection(Socket client, Toxics toxics, Traffic traffic, RandomGenerator random) {
    this.client = client;
    this.toxics = toxics;
    this.traffic = traffic;
    this.random = random;
  }

  /** Carries bytes until both directions have ended or one broke; both sockets are closed then. */
  void carry(InetSocketAddress to) throws InterruptedException {
    try {
      // Resolved anew each time: the upstream may have moved.
      upstream.connect(new InetSocketAddress(to.getHostString(), to.getPort()), CONNECT_MILLIS);
      client.setTcpNoDelay(true);
      upstream.setTcpNoDelay(true);
      DelayLine line = new DelayLine(toxics, client.getOutputStream());
      Thread reading = Thread.startVirtualThread(() -> unlessBroken(line, () -> fill(line)));
      Thread writing = Thread.startVirtualThread(() -> unlessBroken(line, () -> empty(line)));
      unlessBroken(line, this::forward);
      reading.join();
      writing.join();
      close(client);
      close(upstream);
    } catch (IOException unreachable) {
      cut();
    }
  }

  /** Breaks it off: both peers see a reset. */
  void cut() {
    reset(client);
    reset(upstream);
  }

  private void forward() throws IOException {
    InputStream in = client.getInputStream();
    OutputStream out = upstream.getOutputStream();
    byte[] buffer = new byte[CHUNK_BYTES];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      out.write(buffer, 0, read);
      traffic.toUpstream().increment(read);
    }
    upstream.shutdownOutput();
  }

  private void fill(DelayLine line) throws IOException {
    InputStream in = upstream.getInputStream();
    byte[] buffer = new byte[CHUNK_BYTES];
    for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
      long now = System.nanoTime();
      line.put(new Chunk(Arrays.copyOf(buffer, read), now, toxics.holds(random)));
      traffic.toClient().increment(read);
    }
    line.end();
  }

  private void empty(DelayLine line) throws IOException {
    line.drain();
    client.shutdownOutput();
  }

  private interface Pipe {
    void run() throws IOException;
  }

  private void unlessBroken(DelayLine line, Pipe pipe) {
    try {
      pipe.run();
    } catch (IOException broken) {
      // Peers come and go; what one of them did to its connection happens to the other's.
      line.abandon();
      cut();
    }
  }

  private static void reset(Socket socket) {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException alreadyClosed) {
      return;
    }
    close(socket);
  }

  private static void close(Socket socket) {
    try {
      socket.close();
    } catch (IOException gone) {
      // Closed is what it was to be.
    }
  }
}
