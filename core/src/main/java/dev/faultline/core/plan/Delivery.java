package dev.faultline.core.plan;

import dev.faultline.core.expression.Template;
import java.time.Duration;
import java.util.Optional;

/**
 * What is to become of the events that a scenario publishes.
 *
 * @param of the step that publishes one each time that it is sent
 * @param slot where an iteration keeps the id of the one that it has published last
 * @param within how long after its publication was begun an event has to be observed
 * @param order events for which this is the same are in order; empty when there is none
 * @param observation where events are observed
 */
public record Delivery(
    String of, int slot, Duration within, Optional<Template> order, Observation observation) {

  /** What expressions call the id of the event that is published. */
  static final String ID = "delivery.id";
}
