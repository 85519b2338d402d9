package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.testkit.server.RabbitServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The plan of docs/delivery.md that empties a queue, with a relay that publishes to RabbitMQ. */
class AmqpDeliveryIT {

  @RegisterExtension static final RabbitServer rabbit = new RabbitServer();

  private static final String QUEUE = "orders.done";

  private AmqpTarget target;

  @BeforeEach
  void connect() throws Exception {
    target = new AmqpTarget(rabbit.port());
  }

  @AfterEach
  void disconnect() throws Exception {
    target.close();
  }

  @Test
  void whatARelayLosesRepeatsAndReordersInAQueueIsFoundExactly() throws Exception {
    target.queue(QUEUE, Map.of());

    RelayedLoad.findsPlantedFaults(plan(), this::publish);
  }

  @Test
  void theDocumentedPlanFindsEveryEventAndTakesAllThatIsInTheQueue() throws Exception {
    target.queue(QUEUE, Map.of());
    target.publish(QUEUE, "{\"id\": \"of another run\"}");
    target.publish(QUEUE, "no JSON");

    RelayedLoad.findsEveryEvent(plan(), this::publish);

    assertThat(target.waiting(QUEUE)).isZero();
  }

  @Test
  void aQueueThatIsNotThereCannotBeObserved() {
    String plan = plan().replace(QUEUE, "missing");

    assertThatThrownBy(() -> RelayedLoad.findsEveryEvent(plan, this::publish))
        .isInstanceOf(UnusableTargetException.class)
        .hasMessageStartingWith("target 'mq': queue 'missing': NOT_FOUND - no queue 'missing'");
  }

  @Test
  void aQueueOutOfWhichOthersTakeCannotBeObserved() throws Exception {
    target.queue(QUEUE, Map.of());
    target.consume(QUEUE);

    assertThatThrownBy(() -> RelayedLoad.findsEveryEvent(plan(), this::publish))
        .isInstanceOf(UnusableTargetException.class)
        .hasMessageStartingWith("target 'mq': queue 'orders.done': ACCESS_REFUSED");
  }

  private String plan() {
    try {
      return DeliveryDocument.amqpPlans().getFirst().replace("127.0.0.1:5672", rabbit.address());
    } catch (IOException e) {
      throw new AssertionError("no page", e);
    }
  }

  private void publish(String event) {
    try {
      target.publish(QUEUE, event);
    } catch (Exception e) {
      throw new AssertionError("not published", e);
    }
  }
}
