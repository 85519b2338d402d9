package dev.faultline.generator.driver.kafka;

import dev.faultline.generator.driver.Attempt;
import dev.faultline.generator.driver.Failure;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.kafka.clients.producer.BufferExhaustedException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.protocol.Errors;

/** What it means that a record was not acknowledged. */
final class Refusal {

  private static final Logger LOG = Logger.getLogger(Refusal.class.getName());

  private Refusal() {}

  /** Ends the attempt: as refused in Kafka's own word for it, or as not answered. */
  static void end(Attempt attempt, Exception cause) {
    switch (cause) {
      case BufferExhaustedException _ -> attempt.failed(Failure.NO_ROOM);
      case TimeoutException _ -> attempt.failed(Failure.TIMEOUT);
      default -> named(attempt, cause);
    }
  }

  private static void named(Attempt attempt, Exception cause) {
    Errors error = Errors.forException(cause);
    switch (error) {
      case NETWORK_EXCEPTION -> attempt.failed(Failure.CONNECTION_RESET);
      case REQUEST_TIMED_OUT -> attempt.failed(Failure.TIMEOUT);
      case UNKNOWN_SERVER_ERROR -> {
        LOG.log(Level.WARNING, "a record was not taken", cause);
        attempt.failed(Failure.INTERNAL_ERROR);
      }
      default -> attempt.refused(error.name().toLowerCase(Locale.ROOT).replace('_', '-'), 0);
    }
  }
}
