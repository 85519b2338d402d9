package dev.faultline.chaos.driver.proxy;

import static dev.faultline.chaos.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

  private static final Duration LONG = Duration.ofMinutes(5);

  private final Traffic traffic = Traffic.in(new SimpleMeterRegistry());
  private EchoServer echo;
  private FaultProxy proxy;

  @BeforeEach
  void open() throws IOException {
    echo = new EchoServer();
    proxy = proxyTo(echo.address());
  }

  @AfterEach
  void close() throws IOException {
    proxy.close();
    echo.close();
  }

  @Test
  void passesAWholeHttpExchange() throws Exception {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 0);
            exchange.getRequestBody().transferTo(exchange.getResponseBody());
          }
        });
    server.start();
    try (FaultProxy http = proxyTo(server.getAddress());
        HttpClient client = HttpClient.newHttpClient()) {
      String body = "x".repeat(200_000);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + http.address().getPort()))
              .POST(HttpRequest.BodyPublishers.ofString(body))
              .build();

      assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo(body);
    } finally {
      server.stop(0);
    }
  }

  @Test
  void passesOnTheEndOfOneDirectionOnly() throws Exception {
    try (Socket client = connect()) {
      client.getOutputStream().write("all there is".getBytes(StandardCharsets.US_ASCII));
      client.shutdownOutput();

      assertThat(client.getInputStream().readAllBytes()).asString().isEqualTo("all there is");
    }
    await().until(() -> echo.connections().isEmpty());
  }

  @Test
  void closesTheClientWhenTheUpstreamCannotBeReached() throws Exception {
    echo.close();
    try (Socket client = connect()) {
      assertThat(endOf(client)).isTrue();
    }
  }

  @Test
  void cutsTheUpstreamWhenTheClientGoes() throws Exception {
    Socket client = connect();
    say(client, "hello");
    client.setSoLinger(true, 0);
    client.close();

    await().until(() -> echo.connections().isEmpty());
  }

  @Test
  void holdsAChunkBackForTheDelay() throws Exception {
    Latency latency = latency(Duration.ofMillis(200), Duration.ZERO);
    try (Socket client = connect()) {
      say(client, "before"); // a connection that exists already
      proxy.toxics().add(latency);
      long begin = System.nanoTime();
      say(client, "slow");

      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(200));
      await().until(() -> latency.firstHeldNanos().isPresent());
      assertThat(latency.firstHeldNanos().orElseThrow())
          .isGreaterThanOrEqualTo(TimeUnit.MILLISECONDS.toNanos(200));
      assertThat(traffic.delayedChunks().count()).isEqualTo(1);
    }
  }

  @Test
  void delaysDoNotAddUp() throws Exception {
    proxy.toxics().add(latency(Duration.ofMillis(500), Duration.ZERO));
    try (Socket client = connect()) {
      long begin = System.nanoTime();
      for (int i = 0; i < 10; i++) {
        client.getOutputStream().write(i);
        int sent = i + 1;
        // Each is a chunk of its own.
        await()
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(2))
            .until(() -> traffic.toClient().count() == sent);
      }

      assertThat(client.getInputStream().readNBytes(10))
          .containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
      Duration took = Duration.ofNanos(System.nanoTime() - begin);
      assertThat(took).isBetween(Duration.ofMillis(500), Duration.ofMillis(5_000));
      await().until(() -> traffic.delayedChunks().count() == 10);
    }
  }

  @Test
  void letsHeldChunksGoWhenTheLatencyIsRemoved() throws Exception {
    Latency latency = latency(LONG, Duration.ZERO);
    proxy.toxics().add(latency);
    try (Socket client = connect()) {
      client.getOutputStream().write("held".getBytes(StandardCharsets.US_ASCII));
      await().until(() -> traffic.toClient().count() == 4);
      proxy.toxics().remove(latency);

      assertThat(client.getInputStream().readNBytes(4)).asString().isEqualTo("held");
      assertThat(latency.firstHeldNanos()).as("it was not held for its time").isEmpty();
      say(client, "free");
    }
  }

  @Test
  void twoLatenciesAddAndEachGoesByItself() throws Exception {
    Latency shorter = latency(Duration.ofMillis(150), Duration.ZERO);
    Latency endless = latency(LONG, Duration.ZERO);
    proxy.toxics().add(shorter);
    proxy.toxics().add(endless);
    try (Socket client = connect()) {
      long begin = System.nanoTime();
      client.getOutputStream().write("held".getBytes(StandardCharsets.US_ASCII));
      await().until(() -> traffic.toClient().count() == 4);
      proxy.toxics().remove(endless);

      assertThat(client.getInputStream().readNBytes(4)).asString().isEqualTo("held");
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(150));
      assertThat(endless.firstHeldNanos()).isEmpty();
      await().until(() -> shorter.firstHeldNanos().isPresent());
    }
  }

  @Test
  void doesNotHoldMoreThanSomeBytes() throws Exception {
    Latency latency = latency(LONG, Duration.ZERO);
    proxy.toxics().add(latency);
    byte[] much = new byte[8 * DelayLine.MAX_WAITING_BYTES];
    try (Socket client = connect()) {
      CompletableFuture<Void> sending =
          CompletableFuture.runAsync(
              () -> {
                try {
                  client.getOutputStream().write(much);
                  client.shutdownOutput();
                } catch (IOException cut) {
                  throw new java.io.UncheckedIOException(cut);
                }
              });
      await().until(() -> traffic.toClient().count() >= DelayLine.MAX_WAITING_BYTES);
      await()
          .during(Duration.ofMillis(200))
          .until(() -> traffic.toClient().count() <= DelayLine.MAX_WAITING_BYTES + 16 * 1024);
      proxy.toxics().remove(latency);

      assertThat(client.getInputStream().readAllBytes()).hasSize(much.length);
      sending.get(10, TimeUnit.SECONDS);
    }
  }

  @Test
  void whileSomebodyRefusesConnectionsAreCutAndNotAccepted() throws Exception {
    Object refuser = new Object();
    try (Socket client = connect()) {
      say(client, "hello");
      proxy.refuse(refuser);

      assertThat(endOf(client)).isTrue();
      await().until(() -> echo.connections().isEmpty());
      assertThat(proxy.accepts()).isFalse();
      assertThatThrownBy(this::connect).isInstanceOf(ConnectException.class);
    }
    proxy.accept(refuser);

    assertThat(proxy.accepts()).isTrue();
    try (Socket client = connect()) {
      say(client, "again");
    }
  }

  @Test
  void cutsConnectionsWhoseChunksAreHeld() throws Exception {
    proxy.toxics().add(latency(LONG, Duration.ZERO));
    try (Socket client = connect()) {
      client.getOutputStream().write("held".getBytes(StandardCharsets.US_ASCII));
      await().until(() -> traffic.toClient().count() == 4);
      proxy.refuse(this);

      assertThat(endOf(client)).isTrue();
      await().until(() -> echo.connections().isEmpty());
    }
  }

  @Test
  void acceptsOnlyWhenNobodyRefusesAnyMore() throws Exception {
    Object other = new Object();
    proxy.refuse(this);
    proxy.refuse(other);
    proxy.accept(this);
    assertThat(proxy.accepts()).isFalse();

    proxy.accept(other);
    assertThat(proxy.accepts()).isTrue();
  }

  @Test
  void saysThatItsPortWasTakenAndTriesAgain() throws Exception {
    proxy.refuse(this);
    try (ServerSocket thief = new ServerSocket()) {
      thief.bind(proxy.address());
      assertThatThrownBy(() -> proxy.accept(this)).hasMessageContaining("Address already in use");
    }
    proxy.accept(this);
    assertThat(proxy.accepts()).isTrue();
  }

  @Test
  void aClosedProxyStaysClosed() throws Exception {
    proxy.refuse(this);
    proxy.close();
    proxy.accept(this);

    assertThat(proxy.accepts()).isFalse();
  }

  @Test
  void countsConnectionsAndBytes() throws Exception {
    try (Socket client = connect()) {
      say(client, "12345");
    }
    assertThat(traffic.connections().count()).isEqualTo(1);
    await().untilAsserted(() -> assertThat(traffic.toUpstream().count()).isEqualTo(5));
    await().untilAsserted(() -> assertThat(traffic.toClient().count()).isEqualTo(5));
    assertThat(traffic.delayedChunks().count()).isZero();
  }

  @Test
  void passageSeesOnlyWhatArrivedSinceItIsThere() throws Exception {
    Passage passage = new Passage();
    try (Socket client = connect()) {
      say(client, "before");
      proxy.toxics().add(passage);
      assertThat(passage.seen()).isFalse();

      say(client, "after");
      await().until(passage::seen);
    }
  }

  @Test
  void theJitterStaysWithinItsBounds() {
    Latency latency = latency(Duration.ofMillis(250), Duration.ofMillis(50));
    SplittableRandom random = new SplittableRandom(1);

    assertThat(java.util.stream.LongStream.range(0, 10_000).map(i -> latency.holdNanos(random)))
        .allMatch(nanos -> nanos >= 200_000_000 && nanos <= 300_000_000)
        .anyMatch(nanos -> nanos < 210_000_000)
        .anyMatch(nanos -> nanos > 290_000_000);
    assertThat(latency.firstHeldNanos()).isEqualTo(Optional.empty());
  }

  @Test
  void aChunkThatWasHardlyHeldIsNoEvidence() {
    Latency latency = latency(Duration.ofMillis(100), Duration.ofMillis(100));
    latency.passed(TimeUnit.MILLISECONDS.toNanos(49));
    assertThat(latency.firstHeldNanos()).isEmpty();

    latency.passed(TimeUnit.MILLISECONDS.toNanos(60));
    assertThat(latency.firstHeldNanos()).contains(TimeUnit.MILLISECONDS.toNanos(60));
  }

  private FaultProxy proxyTo(InetSocketAddress upstream) throws IOException {
    return new FaultProxy(
        InetSocketAddress.createUnresolved("127.0.0.1", 0),
        InetSocketAddress.createUnresolved("127.0.0.1", upstream.getPort()),
        traffic,
        new SplittableRandom(1));
  }

  private Latency latency(Duration delay, Duration jitter) {
    return new Latency(delay, jitter, traffic);
  }

  private Socket connect() throws IOException {
    Socket client = new Socket(InetAddress.getByName("127.0.0.1"), proxy.address().getPort());
    client.setTcpNoDelay(true);
    client.setSoTimeout(20_000);
    return client;
  }

  private static void say(Socket client, String text) throws IOException {
    client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    assertThat(client.getInputStream().readNBytes(text.length())).asString().isEqualTo(text);
  }

  /** Whether the other side ended it, by whatever means. */
  private static boolean endOf(Socket client) {
    try {
      return client.getInputStream().read() < 0;
    } catch (java.net.SocketTimeoutException stillOpen) {
      return false;
    } catch (IOException reset) {
      return true;
    }
  }
}
