package dev.faultline.generator.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.core.check.Capture;
import dev.faultline.core.json.JsonPath;
import dev.faultline.core.plan.Observation;
import dev.faultline.core.plan.Target;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.scenario.Observer;
import dev.faultline.generator.scenario.Sights;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.testkit.FreePort;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EventObserversTest {

  private static final Capture IDS =
      new Capture(
          0,
          new Capture.Source.At(JsonPath.parse("$.events[*].id").orElseThrow()),
          Optional.empty());

  private final HttpClient client = HttpClient.newHttpClient();
  private final int port = FreePort.find();

  /** Keeps what was seen. */
  private record Kept(List<String> ids) implements Sights {

    Kept() {
      this(new CopyOnWriteArrayList<>());
    }

    @Override
    public CompletionStage<Void> seen(List<String> seen) {
      ids.addAll(seen);
      return CompletableFuture.completedFuture(null);
    }

    @Override
    public void blinded() {
      throw new AssertionError("nothing keeps it from seeing");
    }
  }

  @Test
  void whatIsCalledIsSeenByAllWhoWatchThePath() throws Exception {
    Kept one = new Kept();
    Kept other = new Kept();
    Kept elsewhere = new Kept();
    try (EventObservers observers = observers();
        Observer _ = observers.open(callback("/paid"), one);
        Observer _ = observers.open(callback("/paid"), other);
        Observer _ = observers.open(callback("/sent"), elsewhere)) {
      assertThat(call("/paid?x=1", "{\"events\": [{\"id\": \"a\"}, {\"id\": \"b\"}]}"))
          .isEqualTo(204);
      assertThat(call("/sent", "{\"events\": [{\"id\": \"c\"}]}")).isEqualTo(204);
      assertThat(call("/paid", "{\"events\": []}")).isEqualTo(400);
      assertThat(call("/paid", "no JSON")).isEqualTo(400);
      assertThat(call("/lost", "{}")).isEqualTo(404);
    }
    assertThat(one.ids()).containsExactly("a", "b");
    assertThat(other.ids()).containsExactly("a", "b");
    assertThat(elsewhere.ids()).containsExactly("c");
  }

  @Test
  void manyCallsOnManyConnectionsAreAllSeen() throws Exception {
    Kept kept = new Kept();
    List<CompletableFuture<HttpResponse<Void>>> calls = new ArrayList<>();
    try (EventObservers observers = observers();
        Observer _ = observers.open(callback("/paid"), kept)) {
      for (int i = 0; i < 200; i++) {
        calls.add(
            client.sendAsync(
                request("/paid", "{\"events\": [{\"id\": %d}]}".formatted(i)),
                HttpResponse.BodyHandlers.discarding()));
      }
      for (CompletableFuture<HttpResponse<Void>> call : calls) {
        assertThat(call.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(204);
      }
    }
    assertThat(kept.ids()).hasSize(200).doesNotHaveDuplicates();
  }

  @Test
  void anAddressIsFreeAgainWhenNobodyWatchesThere() throws Exception {
    try (EventObservers observers = observers()) {
      observers.open(callback("/paid"), new Kept()).close();
      try (ServerSocket other = new ServerSocket()) {
        other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        assertThatThrownBy(() -> observers.open(callback("/paid"), new Kept()))
            .isInstanceOf(UnusableTargetException.class)
            .hasMessageStartingWith("nobody can listen for callbacks on 127.0.0.1:" + port);
      }
    }
  }

  @Test
  void aTopicWithoutKafkaCannotBeObserved() {
    try (EventObservers observers = observers()) {
      Target.Kafka bus =
          new Target.Kafka("bus", "nobody.invalid:9092", Optional.empty(), Optional.empty());
      Observation topic = new Observation.KafkaTopic(bus, "events", IDS);

      assertThatThrownBy(() -> observers.open(topic, new Kept()))
          .isInstanceOf(UnusableTargetException.class)
          .hasMessageStartingWith(
              "target 'bus': nobody.invalid:9092 tells nothing of topic 'events': ");
    }
  }

  private static EventObservers observers() {
    return new EventObservers(Clock.system(), new Secrets(Map.of()));
  }

  private Observation callback(String path) {
    return new Observation.Callback(
        InetSocketAddress.createUnresolved("127.0.0.1", port), path, IDS);
  }

  private int call(String path, String body) throws Exception {
    return client.send(request(path, body), HttpResponse.BodyHandlers.discarding()).statusCode();
  }

  private HttpRequest request(String path, String body) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }
}
