package dev.faultline.generator.driver.http;

import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Step;
import dev.faultline.core.time.Durations;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Requests of a step for HTTP/1.1. */
record ConnectionForm(ConnectionPool pool, RequestEncoder encoder, Step.Request step)
    implements RequestForm {

  @Override
  public HttpRequest shared() throws InvalidRequestException {
    return request(RequestForm.offHeap(encoder.encode(Values.fresh())));
  }

  @Override
  public HttpRequest of(Values values) throws InvalidRequestException {
    return request(Unpooled.wrappedBuffer(encoder.encode(values)));
  }

  private HttpRequest request(ByteBuf bytes) {
    return new HttpRequest(
        pool,
        bytes,
        step.method().equals("HEAD"),
        Durations.micros(step.timeout()),
        step.expectation());
  }
}
