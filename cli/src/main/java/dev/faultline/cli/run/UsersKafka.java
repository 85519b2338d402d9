package dev.faultline.cli.run;

import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import java.time.Duration;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/** The users' own Kafka, against which the services run elsewhere. */
record UsersKafka(KafkaSettings kafka) implements Platform {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * Makes sure that it answers and that services have been there.
   *
   * @throws UnreachableException when not
   */
  static UsersKafka connect(KafkaSettings kafka) throws UnreachableException, InterruptedException {
    Properties properties = kafka.clientProperties();
    properties.put("default.api.timeout.ms", Long.toString(PATIENCE.toMillis()));
    properties.put("request.timeout.ms", Long.toString(PATIENCE.toMillis()));
    try (Admin admin = Admin.create(properties)) {
      Set<String> present =
          admin.listTopics().names().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      Set<String> missing = new TreeSet<>(Topics.all().stream().map(Topic::name).toList());
      missing.removeAll(present);
      if (!missing.isEmpty()) {
        throw new UnreachableException(
            "Kafka at %s has no topic %s: start the services against it first, they create it"
                .formatted(kafka.bootstrapServers(), String.join(", ", missing)));
      }
      return new UsersKafka(kafka);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      throw new UnreachableException(
          "Kafka at %s cannot be reached within %d s"
              .formatted(kafka.bootstrapServers(), PATIENCE.toSeconds()));
    }
  }

  @Override
  public Optional<String> metricsUrl() {
    return Optional.empty();
  }

  @Override
  public Optional<String> failure() {
    return Optional.empty();
  }

  @Override
  public void close() {
    // It is the users': nothing of it was started here.
  }
}
