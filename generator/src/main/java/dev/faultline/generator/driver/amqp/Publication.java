package dev.faultline.generator.driver.amqp;

import com.rabbitmq.client.AMQP.BasicProperties;
import dev.faultline.generator.driver.Attempt;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.driver.Reply;
import java.util.Optional;

/**
 * A message on its way.
 *
 * @param id that it has as a header; empty when nobody has to know it again
 * @param size of body and headers, roughly as on the wire
 * @param delivered whether its delivery is waited for, and not only its confirmation
 */
record Publication(
    Attempt attempt,
    String exchange,
    String routingKey,
    boolean mandatory,
    BasicProperties properties,
    byte[] body,
    Optional<String> id,
    long size,
    boolean delivered) {

  /** The server has it. */
  void confirmed() {
    if (delivered) {
      attempt.ifLate(Failure.NOT_DELIVERED);
    } else {
      attempt.answered(Reply.DONE);
    }
  }
}
