package dev.faultline.generator.driver.redis;

import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Step;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Attempt;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.driver.Reply;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.Measurement;
import io.netty.buffer.ByteBuf;
import io.netty.channel.EventLoop;

/** One command on its way, from being wanted to its end. On the event loop. */
class Request implements Completion {

  /** Why a check fails that would have to look into the reply; part of the format of results. */
  private static final String BODY_TOO_LARGE = "body-too-large";

  private final ByteBuf bytes;
  private final boolean looksInside;
  private final long size;
  private final Attempt attempt;
  private final Completion completion;

  /** Null while it is with none. */
  private Connection connection;

  private boolean ended;

  /**
   * @param bytes the command; given away when it is sent
   */
  Request(
      ByteBuf bytes,
      Step.Measured step,
      Values values,
      Completion completion,
      EventLoop loop,
      Clock clock) {
    this.bytes = bytes;
    this.size = bytes.readableBytes();
    this.looksInside = step.expectation().needsBody();
    this.completion = completion;
    this.attempt = new Attempt(step, values, this, loop, clock);
  }

  /** It goes out over that connection; its bytes, to be written. */
  final ByteBuf sent(Connection over) {
    connection = over;
    attempt.sent(size);
    return bytes;
  }

  /** Whether somebody looks into the reply. */
  final boolean looksInside() {
    return looksInside;
  }

  final boolean ended() {
    return ended;
  }

  /** Its reply has come; the connection is done with it. */
  void received(Received reply) {
    connection = null;
    switch (reply) {
      case Received.Value value -> attempt.answered(Reply.of(value.body(), value.bytes()));
      case Received.Passed passed -> attempt.answered(Reply.of("", passed.bytes()));
      case Received.TooLarge large -> attempt.refused(BODY_TOO_LARGE, large.bytes());
      case Received.Error error -> attempt.refused(error.kind(), error.bytes());
    }
  }

  /** Its reply has come, and says nothing yet. */
  final void taken() {
    connection = null;
  }

  /** There will be no reply; the connection is done with it. */
  final void failed(Failure failure) {
    connection = null;
    attempt.failed(failure);
  }

  /** The server let nobody in; it was never sent. */
  final void refused(String kind) {
    attempt.refused(kind, 0);
  }

  final Attempt attempt() {
    return attempt;
  }

  @Override
  public void completed(Measurement measurement) {
    ended = true;
    if (connection != null) {
      connection.overdue(measurement.outcome().answered());
    }
    completion.completed(measurement);
  }
}
