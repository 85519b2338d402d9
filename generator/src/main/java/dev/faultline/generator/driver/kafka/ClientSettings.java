package dev.faultline.generator.driver.kafka;

import dev.faultline.core.plan.Credentials;
import dev.faultline.core.plan.Target;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.driver.tls.TlsContexts;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.SaslConfigs;
import org.apache.kafka.common.config.SslConfigs;
import org.apache.kafka.common.security.plain.PlainLoginModule;

/** How the clients of a target are set up. Immutable. */
final class ClientSettings {

  private static final int BUFFER_BYTES = 32 << 20;
  private static final int SILENCE_MILLIS = 10_000;
  private static final Duration LEAST_PATIENCE = Duration.ofSeconds(5);
  private static final Duration FOR_EVER = Duration.ofDays(20);

  private final Map<String, Object> common = new HashMap<>();

  /**
   * Reads the files and the secret that the target wants.
   *
   * @throws UnusableTargetException when they are not there
   */
  ClientSettings(Target.Kafka target, Secrets secrets) throws UnusableTargetException {
    common.put(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, target.brokers());
    common.put(CommonClientConfigs.CLIENT_ID_CONFIG, "faultline");
    // A broker that is back is to be found soon: the load generator must not prolong an outage.
    common.put(CommonClientConfigs.RECONNECT_BACKOFF_MS_CONFIG, 50);
    common.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 200);
    common.put(CommonClientConfigs.RETRY_BACKOFF_MS_CONFIG, 50);
    common.put(CommonClientConfigs.RETRY_BACKOFF_MAX_MS_CONFIG, 200);
    Optional<TlsContexts> tls = TlsContexts.of(target);
    tls.ifPresent(
        its -> {
          common.put(SslConfigs.SSL_ENGINE_FACTORY_CLASS_CONFIG, TlsEngines.class);
          common.put(TlsEngines.CONTEXTS, its);
        });
    String protocol = tls.isPresent() ? "SSL" : "PLAINTEXT";
    if (target.credentials().isPresent()) {
      Credentials.Basic user = target.credentials().get();
      protocol = tls.isPresent() ? "SASL_SSL" : "SASL_PLAINTEXT";
      common.put(SaslConfigs.SASL_MECHANISM, "PLAIN");
      common.put(
          SaslConfigs.SASL_JAAS_CONFIG,
          "%s required username=%s password=%s;"
              .formatted(
                  PlainLoginModule.class.getName(),
                  quoted(user.user()),
                  quoted(secrets.value(user.secret()))));
    }
    common.put(CommonClientConfigs.SECURITY_PROTOCOL_CONFIG, protocol);
    // What is told of clients is nobody's business here, and a thread for each.
    common.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
    common.put(CommonClientConfigs.ENABLE_METRICS_PUSH_CONFIG, false);
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }

  /**
   * Of a producer that never blocks who sends, and sends at once: what it does not know yet, or has
   * no room for, fails at once.
   *
   * @param timeout the longest of a step
   */
  Map<String, Object> producer(Duration timeout) {
    int patience = millis(timeout.compareTo(LEAST_PATIENCE) > 0 ? timeout : LEAST_PATIENCE);
    Map<String, Object> settings = new HashMap<>(common);
    settings.put(ProducerConfig.ACKS_CONFIG, "all");
    settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 0);
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, BUFFER_BYTES);
    settings.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, patience);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, patience);
    // A topic that is used once in five minutes must not be forgotten in between.
    settings.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, millis(FOR_EVER));
    return settings;
  }

  /** Of a consumer without a group, which sees committed records only. */
  Map<String, Object> consumer() {
    Map<String, Object> settings = new HashMap<>(common);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    // Not much longer away than the broker: what waits to be read looks like a slow delivery.
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, SILENCE_MILLIS);
    // Only where records were deleted before they were read.
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    return settings;
  }

  private static int millis(Duration duration) {
    return (int) Math.min(duration.toMillis(), Integer.MAX_VALUE);
  }
}
