package dev.faultline.generator.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.faultline.core.plan.ResourceSource;
import dev.faultline.core.plan.ResourceSpec;
import dev.faultline.core.resource.Exposition.Selector;
import dev.faultline.core.resource.ResourceRecord;
import dev.faultline.core.resource.ResourceSample;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

/** Looks at a real endpoint, again and again. */
class SamplerTest {

  private static final RunId RUN = new RunId(new UUID(1, 2));
  private static final Duration OFTEN = Duration.ofMillis(100);

  private final AtomicReference<String> answer = new AtomicReference<>("heap 5\n");
  private final Queue<ResourceRecord> told = new ConcurrentLinkedQueue<>();
  private HttpServer server;

  @BeforeEach
  void start() throws Exception {
    server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/metrics",
        exchange -> {
          try (exchange) {
            byte[] body = answer.get().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(body.length == 0 ? 500 : 200, body.length);
            exchange.getResponseBody().write(body);
          }
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void tellsWhatTheEndpointSaysAndThatItSaysNothing() {
    try (Sampler _ = sampler(endpoint("/metrics"))) {
      await().until(() -> told.stream().anyMatch(each -> values(each).equals(Map.of("heap", 5.0))));
      answer.set("heap 7\n");
      await().until(() -> told.stream().anyMatch(each -> values(each).equals(Map.of("heap", 7.0))));
      answer.set("");
      await().until(() -> gap("the endpoint answered 500"));
      answer.set("elsewhere 1\n");
      await().until(() -> gap("none of its metrics is there"));
      server.stop(0);
      await().until(() -> gap("the endpoint cannot be reached"));
    }
    assertThat(List.copyOf(told))
        .isSortedAccordingTo((a, b) -> Long.compare(a.atMicros(), b.atMicros()));
  }

  @Test
  void anEndpointThatStopsInTheMiddleOfItsAnswerIsAGap() {
    CountDownLatch over = new CountDownLatch(1);
    server.createContext(
        "/stalled",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, 1_000);
            exchange.getResponseBody().write('h');
            exchange.getResponseBody().flush();
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    try (Sampler _ = sampler(endpoint("/stalled"))) {
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> gap("the endpoint did not answer in time"));
    } finally {
      over.countDown();
    }
  }

  @RepeatedTest(20)
  void tellsNothingOnceItIsClosed() {
    Sampler sampler = sampler(endpoint("/metrics"), new ResourceSource.Command("no such process"));
    await().until(() -> told.size() >= 2);
    sampler.close();
    int then = told.size();

    await()
        .until(
            () ->
                Thread.getAllStackTraces().keySet().stream()
                    .noneMatch(thread -> thread.getName().startsWith("resource-")));
    assertThat(told).hasSize(then);
  }

  private Sampler sampler(ResourceSource... sources) {
    List<ResourceSpec> resources =
        java.util.stream.IntStream.range(0, sources.length)
            .mapToObj(i -> new ResourceSpec("r" + i, OFTEN, sources[i]))
            .toList();
    return new Sampler(RUN, resources, Clock.system(), told::add);
  }

  private ResourceSource endpoint(String path) {
    URI url = URI.create("http://127.0.0.1:%d%s".formatted(server.getAddress().getPort(), path));
    return new ResourceSource.Prometheus(url, Map.of("heap", new Selector("heap", Map.of())));
  }

  private static Map<String, Double> values(ResourceRecord record) {
    return ((ResourceSample) record).values();
  }

  private boolean gap(String reason) {
    return told.stream().anyMatch(each -> ((ResourceSample) each).gap().equals(reason));
  }
}
