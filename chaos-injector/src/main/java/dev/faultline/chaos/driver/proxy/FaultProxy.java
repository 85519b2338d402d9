package dev.faultline.chaos.driver.proxy;

import java.io.IOException;
import java.lang.System.Logger.Level;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator.SplittableGenerator;

/**
 * A TCP proxy that can be told to misbehave. It passes bytes on unchanged and as soon as it can,
 * unless one of its {@link #toxics} holds them back or somebody {@linkplain #refuse refuses}
 * connections. A virtual thread per direction and connection; nothing outlives the process.
 *
 * <p>Thread-safe.
 */
final class FaultProxy implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(FaultProxy.class.getName());
  private static final int BACKLOG = 1024;

  private final InetSocketAddress upstream;
  private final Traffic traffic;
  private final SplittableGenerator random;
  private final Toxics toxics = new Toxics();
  private final Set<ProxyConnection> connections = ConcurrentHashMap.newKeySet();
  private final Set<Object> refusers = new HashSet<>();
  private final InetSocketAddress address;
  private ServerSocket listener;
  private Thread acceptor;
  private boolean closed;

  /**
   * Listens when this returns.
   *
   * @param random where the jitter comes from
   * @throws IOException when the address is not to be had
   */
  FaultProxy(
      InetSocketAddress listen,
      InetSocketAddress upstream,
      Traffic traffic,
      SplittableGenerator random)
      throws IOException {
    this.upstream = upstream;
    this.traffic = traffic;
    this.random = random;
    this.listener = listen(new InetSocketAddress(listen.getHostString(), listen.getPort()));
    this.address = (InetSocketAddress) listener.getLocalSocketAddress();
  }

  /** Where it listens, or would. */
  InetSocketAddress address() {
    return address;
  }

  Toxics toxics() {
    return toxics;
  }

  /** Cuts all connections and refuses new ones, on behalf of somebody. */
  synchronized void refuse(Object refuser) {
    refusers.add(refuser);
    stopListening();
  }

  /**
   * That somebody no longer refuses. When nobody does, it listens again, on the same port.
   *
   * @throws IOException when the port was taken meanwhile; worth trying again
   */
  synchronized void accept(Object refuser) throws IOException {
    refusers.remove(refuser);
    if (refusers.isEmpty() && listener.isClosed() && !closed) {
      listener = listen(address);
    }
  }

  /**
   * Whether a new connection is accepted; tries it.
   *
   * @throws IOException when it cannot be told
   */
  boolean accepts() throws IOException {
    InetAddress host = address.getAddress();
    InetAddress reachable = host.isAnyLocalAddress() ? InetAddress.getLoopbackAddress() : host;
    try (Socket probe = new Socket()) {
      probe.connect(new InetSocketAddress(reachable, address.getPort()), 1_000);
      // Without a listener, TCP may happen to connect a socket with itself.
      return !probe.getLocalSocketAddress().equals(probe.getRemoteSocketAddress());
    } catch (ConnectException refused) {
      return false;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    stopListening();
  }

  private void stopListening() {
    try {
      listener.close();
      // Only when nobody is in accept any more is the port really free, and no connection late.
      acceptor.join();
    } catch (IOException gone) {
      LOG.log(Level.DEBUG, "while closing the listener of {0}: {1}", address, gone);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
    connections.forEach(ProxyConnection::cut);
  }

  private ServerSocket listen(InetSocketAddress where) throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.setReuseAddress(true);
      socket.bind(where, BACKLOG);
    } catch (IOException | RuntimeException taken) {
      socket.close();
      throw taken;
    }
    acceptor = Thread.startVirtualThread(() -> acceptFrom(socket));
    return socket;
  }

  private void acceptFrom(ServerSocket socket) {
    while (!socket.isClosed()) {
      try {
        Socket client = socket.accept();
        ProxyConnection connection = new ProxyConnection(client, toxics, traffic, random.split());
        Thread.startVirtualThread(() -> carry(connection, socket));
      } catch (IOException failed) {
        if (!socket.isClosed()) {
          LOG.log(
              Level.WARNING, "proxy on {0} could not accept a connection: {1}", address, failed);
          pause();
        }
      }
    }
  }

  private void carry(ProxyConnection connection, ServerSocket from) {
    traffic.connections().increment();
    connections.add(connection);
    try {
      if (from.isClosed()) {
        // It came in while connections were being cut, and was not on the list.
        connection.cut();
      } else {
        connection.carry(upstream);
      }
    } catch (InterruptedException stop) {
      connection.cut();
    } finally {
      connections.remove(connection);
    }
  }

  /** Out of file descriptors, most likely: leave the others a chance to end. */
  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }
}
