package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.faultline.cli.process.FreePorts;
import dev.faultline.testkit.EmbeddedCluster;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * "No event is lost under 500 events per second and a restart of the broker": the plan that says
 * so, on a relay that keeps the promise and on one that does not. The target's broker is a real
 * one, and is restarted while the load goes on.
 */
@Tag("slow")
class NoEventLostIT {

  private static final String PLAN = "../plans/no-event-lost.yaml";
  private static final String TOPIC = "events";
  private static final int RATE = 500;

  /** While the proxy is down, as the plan has it. */
  private static final int EVENTS_BEFORE_RESTART = 15 * RATE;

  @TempDir private Path out;

  private int proxyPort;
  private EmbeddedCluster broker;
  private String bootstrap;

  @BeforeEach
  void startTheTargetsBroker() throws Exception {
    proxyPort = new FreePorts(new Random()).find(1).getFirst();
    broker = EmbeddedCluster.startBehind(proxyPort);
    bootstrap = broker.settings().bootstrapServers();
    try (Forward _ = forward();
        Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin
          .createTopics(List.of(new NewTopic(TOPIC, Optional.of(1), Optional.empty())))
          .all()
          .get(30, TimeUnit.SECONDS);
    }
  }

  /** Where the broker says that it is, there is nobody as long as no run has its proxy there. */
  private Forward forward() throws Exception {
    int port = Integer.parseInt(bootstrap.substring(bootstrap.lastIndexOf(':') + 1));
    return new Forward(proxyPort, port);
  }

  @AfterEach
  void stopIt() throws Exception {
    broker.close();
  }

  @Test
  void aRelayThatWaitsForTheBrokerPasses() throws Exception {
    withARelay(
        60_000,
        (relay, run) -> {
          assertThat(relay.dropped()).isZero();
          assertThat(eventsOnTopic()).hasSize(relay.taken()).doesNotHaveDuplicates();
          assertThat(run.get("verdict").asText()).as(run.toPrettyString()).isEqualTo("PASS");
          assertThat(threshold(run, "delivery_lost").get("observed").asDouble()).isZero();
          assertThat(threshold(run, "delivery_duplicated").get("observed").asDouble()).isZero();
          assertThat(threshold(run, "delivery_out_of_order").get("observed").asDouble()).isZero();
        });
  }

  @Test
  void aRelayThatGivesUpTooEarlyFailsAndEachEventIsCounted() throws Exception {
    withARelay(
        1500,
        (relay, run) -> {
          assertThat(relay.dropped()).isPositive();
          assertThat(run.get("verdict").asText()).as(run.toPrettyString()).isEqualTo("FAIL");
          assertThat(run.at("/reasons/0").asText()).startsWith("threshold delivery_lost: count==0");
          assertThat(threshold(run, "delivery_lost").get("observed").asInt())
              .isPositive()
              .isEqualTo(relay.taken() - new HashSet<>(eventsOnTopic()).size());
          assertThat(threshold(run, "delivery_duplicated").get("observed").asDouble()).isZero();
        });
  }

  private interface Expectation {
    void check(ProducingRelay relay, JsonNode run) throws Exception;
  }

  /** The first run in which the generator was not late itself, as {@link TrustedRun} says. */
  private void withARelay(int patienceMillis, Expectation expectation) throws Exception {
    for (int attempt = 1; ; attempt++) {
      try (ProducingRelay relay = new ProducingRelay(proxyPort, TOPIC, patienceMillis)) {
        JsonNode run = run(relay, Files.createDirectory(out.resolve("attempt-" + attempt)));
        if (attempt == TrustedRun.ATTEMPTS || !TrustedRun.wasLate(run)) {
          expectation.check(relay, run);
          return;
        }
      }
      stopIt();
      startTheTargetsBroker();
    }
  }

  private JsonNode run(ProducingRelay relay, Path folder) throws Exception {
    CompletableFuture<Void> restarted = CompletableFuture.runAsync(() -> restart(relay));
    StringWriter output = new StringWriter();
    int _ =
        Faultline.commandLine()
            .setOut(new PrintWriter(output, true))
            .setErr(new PrintWriter(output, true))
            .execute(
                "run", PLAN,
                "--out", folder.toString(),
                "--set", "relay=" + relay.address(),
                "--set", "kafka=" + bootstrap,
                "--set", "kafka_proxy=localhost:" + proxyPort,
                "--set", "topic=" + TOPIC,
                "--set", "rate=" + RATE);
    assertThat(restarted.isDone()).as(output.toString()).isTrue();
    restarted.join();
    try (Stream<Path> runs = Files.list(folder)) {
      Path its = runs.findFirst().orElseThrow(() -> new AssertionError(output.toString()));
      return JsonMapper.builder().build().readTree(its.resolve("summary.json").toFile());
    }
  }

  private void restart(ProducingRelay relay) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(90))
        .until(() -> relay.taken() >= EVENTS_BEFORE_RESTART);
    try {
      broker.stop();
      broker.startAgain();
    } catch (Exception e) {
      throw new AssertionError("the broker was not restarted", e);
    }
  }

  /** The truth: what a relay gives up may have been written all the same, only not acknowledged. */
  private List<String> eventsOnTopic() throws Exception {
    TopicPartition events = new TopicPartition(TOPIC, 0);
    List<String> seen = new ArrayList<>();
    try (Forward _ = forward();
        Consumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrap),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      consumer.assign(Set.of(events));
      consumer.seekToBeginning(Set.of(events));
      long end = consumer.endOffsets(Set.of(events)).get(events);
      while (consumer.position(events) < end) {
        consumer
            .poll(Duration.ofSeconds(1))
            .forEach(event -> seen.add(new String(event.value(), StandardCharsets.UTF_8)));
      }
    }
    return seen;
  }

  private static JsonNode threshold(JsonNode run, String metric) {
    return run.get("thresholds")
        .valueStream()
        .filter(threshold -> threshold.get("metric").asText().equals(metric))
        .findFirst()
        .orElseThrow();
  }
}
