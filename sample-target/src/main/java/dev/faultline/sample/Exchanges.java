package dev.faultline.sample;

import com.google.gson.JsonObject;
import java.time.Duration;

/**
 * Takes messages as RabbitMQ's HTTP API does: {@code POST /api/exchanges/vhost/name/publish}.
 * Nobody ever gets them.
 *
 * @see <a href="https://www.rabbitmq.com/docs/http-api-reference">RabbitMQ's HTTP API</a>
 */
final class Exchanges {

  private final Work work = Work.seeded(12);

  Routes routes() {
    return new Routes().on("POST /api/exchanges/{}/{}/publish", this::publish);
  }

  private Reply publish(Request request) throws InterruptedException, RefusedException {
    JsonObject message = request.json();
    Request.text(message, "routing_key");
    Request.text(message, "payload_encoding");
    if (!message.has("properties") || !message.has("payload")) {
      throw new RefusedException(400, "'properties' or 'payload' is missing");
    }
    work.perform(Duration.ZERO);
    JsonObject routed = new JsonObject();
    routed.addProperty("routed", true);
    return Reply.of(200, routed);
  }
}
