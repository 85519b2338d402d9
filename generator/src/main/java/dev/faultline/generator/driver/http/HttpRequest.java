package dev.faultline.generator.driver.http;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Values;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.PreparedRequest;
import io.netty.buffer.ByteBuf;

/**
 * A step of the scenario as its bytes, shared by all that send the same.
 *
 * @param bytes sent by duplicates, each with a reference of its own
 * @param timeoutMicros from the actual send
 */
record HttpRequest(
    ConnectionPool pool, ByteBuf bytes, boolean head, long timeoutMicros, Expectation expectation)
    implements PreparedRequest, Sendable {

  @Override
  public void send(Values values, Completion completion) {
    pool.submit(new Exchange<>(this, values, completion));
  }

  @Override
  public int size() {
    return bytes.readableBytes();
  }
}
