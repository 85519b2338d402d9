package dev.faultline.generator.driver.http;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Values;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.PreparedRequest;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;

/**
 * A step of the scenario for HTTP/2, shared by all that send the same.
 *
 * @param headers never changed
 * @param body sent by duplicates, each with a reference of its own
 * @param timeoutMicros from the actual send
 */
record StreamRequest(
    StreamPool pool,
    Http2Headers headers,
    ByteBuf body,
    long timeoutMicros,
    Expectation expectation)
    implements PreparedRequest, Sendable {

  @Override
  public void send(Values values, Completion completion) {
    pool.submit(new Exchange<>(this, values, completion));
  }

  @Override
  public int size() {
    return body.readableBytes();
  }
}
