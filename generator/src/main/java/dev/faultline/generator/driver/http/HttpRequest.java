package dev.faultline.generator.driver.http;

import dev.faultline.core.check.Expectation;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.PreparedRequest;
import io.netty.buffer.ByteBuf;

/**
 * A step of the scenario as its bytes, shared by all that send it.
 *
 * @param bytes sent by duplicates, each with a reference of its own
 * @param timeoutMicros from the actual send
 */
record HttpRequest(
    ConnectionPool pool, ByteBuf bytes, boolean head, long timeoutMicros, Expectation expectation)
    implements PreparedRequest {

  @Override
  public void send(Completion completion) {
    pool.submit(new Exchange(this, completion));
  }

  int size() {
    return bytes.readableBytes();
  }

  /** Where its answer goes when the status is not all that matters; null when it is. */
  KeptAnswer keeper() {
    return expectation.statusOnly() ? null : new KeptAnswer(expectation.needsBody());
  }

  boolean expects(int status) {
    return expectation.statuses().contain(status);
  }
}
