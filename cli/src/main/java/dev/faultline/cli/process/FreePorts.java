package dev.faultline.cli.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Finds loopback ports for servers that must know their port before they bind it. They come from
 * below the range out of which systems serve outgoing connections, so that no connection takes one
 * away again between the look and the bind.
 */
public class FreePorts {

  private static final int LOWEST = 15_000;
  private static final int HIGHEST = 32_000;
  private static final int ATTEMPTS = 1_000;

  private final RandomGenerator random;

  public FreePorts(RandomGenerator random) {
    this.random = random;
  }

  /**
   * Distinct ports on which nobody listens at the moment.
   *
   * @throws IOException when that many cannot be found
   */
  public List<Integer> find(int count) throws IOException {
    List<ServerSocket> held = new ArrayList<>();
    try {
      for (int attempt = 0; attempt < ATTEMPTS && held.size() < count; attempt++) {
        tryToHold(random.nextInt(LOWEST, HIGHEST), held);
      }
      if (held.size() < count) {
        throw new IOException("no free loopback port between " + LOWEST + " and " + HIGHEST);
      }
      return held.stream().map(ServerSocket::getLocalPort).toList();
    } finally {
      for (ServerSocket socket : held) {
        socket.close();
      }
    }
  }

  private static void tryToHold(int port, List<ServerSocket> held) {
    try {
      held.add(new ServerSocket(port, 1, InetAddress.getLoopbackAddress()));
    } catch (IOException e) {
      // Somebody listens there: the next attempt looks elsewhere.
    }
  }
}
