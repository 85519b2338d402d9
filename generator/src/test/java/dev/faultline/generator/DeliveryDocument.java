package dev.faultline.generator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

/** The plans of docs/delivery.md. */
final class DeliveryDocument {

  private static final Path PAGE = Path.of("../docs/delivery.md");

  private DeliveryDocument() {}

  /** Those that need an HTTP server and nothing else. */
  static List<String> plans() throws IOException {
    return marked("plan");
  }

  /** Those that need Kafka too. */
  static List<String> kafkaPlans() throws IOException {
    return marked("plan: kafka");
  }

  /** Those that need RabbitMQ too. */
  static List<String> amqpPlans() throws IOException {
    return marked("plan: amqp");
  }

  /** Those that need Redis too. */
  static List<String> redisPlans() throws IOException {
    return marked("plan: redis");
  }

  private static List<String> marked(String mark) throws IOException {
    Pattern plan = Pattern.compile("<!-- " + mark + " -->\n```yaml\n(.*?)```", Pattern.DOTALL);
    return plan.matcher(Files.readString(PAGE)).results().map(match -> match.group(1)).toList();
  }
}
