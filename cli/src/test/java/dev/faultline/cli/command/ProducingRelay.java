package dev.faultline.cli.command;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Takes events over HTTP, answers 202, and writes them to a topic as soon as it can. */
final class ProducingRelay implements AutoCloseable {

  private final HttpServer server;
  private final Producer<byte[], byte[]> producer;
  private final String topic;
  private final ExecutorService onward = Executors.newSingleThreadExecutor();
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicInteger dropped = new AtomicInteger();

  /**
   * @param patienceMillis how long it tries to write an event before it drops it without a word
   */
  ProducingRelay(int kafkaPort, String topic, int patienceMillis) throws IOException {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                "localhost:" + kafkaPort,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                patienceMillis,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                patienceMillis,
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                1000,
                ProducerConfig.RECONNECT_BACKOFF_MAX_MS_CONFIG,
                100,
                ProducerConfig.LINGER_MS_CONFIG,
                0,
                // After a restart a broker knows only the last batch of a producer. Were two on
                // their way, the first would be written again: a true duplicate.
                ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION,
                1),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    server.createContext("/events", this::take);
    server.start();
  }

  private void take(HttpExchange exchange) throws IOException {
    byte[] event = exchange.getRequestBody().readAllBytes();
    taken.incrementAndGet();
    onward.execute(() -> write(event));
    exchange.sendResponseHeaders(202, -1);
    exchange.close();
  }

  /** Waits as long as Kafka's whereabouts are not known. */
  private void write(byte[] event) {
    var _ =
        producer.send(
            new ProducerRecord<>(topic, event),
            (_, failure) -> {
              if (failure != null) {
                dropped.incrementAndGet();
              }
            });
  }

  String address() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  /** Events that it has answered. */
  int taken() {
    return taken.get();
  }

  /** Those of them that it has given up. */
  int dropped() {
    return dropped.get();
  }

  @Override
  public void close() {
    server.stop(0);
    onward.shutdownNow();
    producer.close();
  }
}
