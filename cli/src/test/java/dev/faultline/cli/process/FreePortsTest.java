package dev.faultline.cli.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FreePortsTest {

  @Test
  void portsAreDistinctAndCanBeBound() throws Exception {
    List<Integer> ports = new FreePorts(new Random()).find(5);

    assertThat(ports).doesNotHaveDuplicates().hasSize(5);
    for (int port : ports) {
      new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
    }
  }

  @Test
  void aPortOnWhichSomebodyListensIsLeftOut() throws Exception {
    long seed = 11;
    int first = new FreePorts(new Random(seed)).find(1).getFirst();

    try (ServerSocket _ = new ServerSocket(first, 1, InetAddress.getLoopbackAddress())) {
      assertThat(new FreePorts(new Random(seed)).find(1)).doesNotContain(first);
    }
  }
}
