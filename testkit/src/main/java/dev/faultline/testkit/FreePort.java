package dev.faultline.testkit;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A loopback port for a server that has to know it before it listens there. It comes from below the
 * range out of which systems serve outgoing connections: none of those takes it away meanwhile.
 */
public final class FreePort {

  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 1_000;

  private FreePort() {}

  /** One on which nobody listens at the moment. */
  public static int find() {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException _) {
        // Somebody listens there: the next attempt looks elsewhere.
      }
    }
    throw new AssertionError("no free loopback port");
  }
}
