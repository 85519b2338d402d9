package dev.faultline.chaos.driver.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Whatever is in its way, a proxy that is not down passes all bytes, unchanged and in order. */
class TransparencyPropertyTest {

  private final Traffic traffic = Traffic.in(new SimpleMeterRegistry());

  @Property(tries = 40)
  void bytesPassUnchangedWithoutToxics(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 300_000) Integer> sizes,
      @ForAll long seed)
      throws Exception {
    check(sizes, seed, _ -> {});
  }

  @Property(tries = 40)
  void bytesPassUnchangedWhileLatenciesComeAndGo(
      @ForAll @Size(min = 1, max = 4) List<@IntRange(max = 300_000) Integer> sizes,
      @ForAll long seed)
      throws Exception {
    SplittableRandom random = new SplittableRandom(seed);
    check(
        sizes,
        seed,
        proxy -> {
          for (int i = 0; i < 20; i++) {
            Duration delay = Duration.ofMillis(random.nextInt(1, 10));
            Latency latency = new Latency(delay, delay.dividedBy(2), traffic);
            proxy.toxics().add(latency);
            Thread.sleep(random.nextInt(3)); // for its own sake: the toxics change in mid-stream
            proxy.toxics().remove(latency);
          }
        });
  }

  private interface Disturbance {
    void of(FaultProxy proxy) throws InterruptedException;
  }

  /** One connection per size, all at once. */
  private void check(List<Integer> sizes, long seed, Disturbance disturbance) throws Exception {
    try (EchoServer echo = new EchoServer();
        FaultProxy proxy =
            new FaultProxy(
                new InetSocketAddress("127.0.0.1", 0),
                echo.address(),
                traffic,
                new SplittableRandom(seed));
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<byte[]>> answers = new ArrayList<>();
      for (int i = 0; i < sizes.size(); i++) {
        byte[] bytes = bytes(sizes.get(i), seed + i);
        answers.add(threads.submit(() -> exchange(proxy, bytes, new SplittableRandom(seed))));
      }
      disturbance.of(proxy);

      for (int i = 0; i < sizes.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo(bytes(sizes.get(i), seed + i));
      }
    }
  }

  private static byte[] bytes(int size, long seed) {
    byte[] bytes = new byte[size];
    new SplittableRandom(seed).nextBytes(bytes);
    return bytes;
  }

  private static byte[] exchange(FaultProxy proxy, byte[] bytes, SplittableRandom random)
      throws IOException {
    try (Socket client = new Socket("127.0.0.1", proxy.address().getPort())) {
      client.setTcpNoDelay(true);
      client.setSoTimeout(20_000);
      Thread.startVirtualThread(() -> send(client, bytes, random));
      return client.getInputStream().readAllBytes();
    }
  }

  private static void send(Socket client, byte[] bytes, SplittableRandom random) {
    try {
      OutputStream out = client.getOutputStream();
      for (int from = 0; from < bytes.length; ) {
        int length = Math.min(bytes.length - from, random.nextInt(1, 50_000));
        out.write(bytes, from, length);
        from += length;
      }
      client.shutdownOutput();
    } catch (IOException cut) {
      throw new UncheckedIOException(cut);
    }
  }
}
