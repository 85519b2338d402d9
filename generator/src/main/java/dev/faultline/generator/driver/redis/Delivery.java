package dev.faultline.generator.driver.redis;

import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.RedisDelivery;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.driver.Reply;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.Measurement;
import io.netty.buffer.Unpooled;
import io.netty.channel.EventLoop;

/** A message on its way, from being wanted to its receipt. On the event loop. */
final class Delivery extends Request {

  private final Deliveries deliveries;
  private final String message;
  private boolean accepted;

  Delivery(
      Deliveries deliveries,
      String message,
      RedisDelivery step,
      Values values,
      Completion completion,
      EventLoop loop,
      Clock clock) {
    super(
        Unpooled.wrappedBuffer(CommandEncoder.encode("PUBLISH", step.channel(), message)),
        step,
        values,
        completion,
        loop,
        clock);
    this.deliveries = deliveries;
    this.message = message;
  }

  String message() {
    return message;
  }

  /** The server has it; only an error ends it. */
  @Override
  void received(Received reply) {
    if (reply instanceof Received.Error) {
      super.received(reply);
    } else {
      accepted = true;
      taken();
    }
  }

  /** It has come to a subscriber. */
  void delivered(long bytes) {
    attempt().answered(Reply.of(message, bytes));
  }

  @Override
  public void completed(Measurement measurement) {
    deliveries.ended(this);
    boolean lost = accepted && measurement.outcome() == Outcome.TIMEOUT;
    super.completed(lost ? lost(measurement) : measurement);
  }

  private static Measurement lost(Measurement timedOut) {
    return new Measurement(
        timedOut.sentMicros(),
        timedOut.completedMicros(),
        timedOut.outcome(),
        timedOut.status(),
        Failure.NOT_DELIVERED.reason(),
        timedOut.bytesSent(),
        timedOut.bytesReceived());
  }
}
