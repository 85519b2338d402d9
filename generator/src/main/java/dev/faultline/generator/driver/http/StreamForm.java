package dev.faultline.generator.driver.http;

import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Step;
import dev.faultline.core.time.Durations;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/** Requests of a step for HTTP/2. */
record StreamForm(StreamPool pool, StreamEncoder encoder, Step.Request step)
    implements RequestForm {

  @Override
  public StreamRequest shared() throws InvalidRequestException {
    StreamEncoder.Encoded encoded = encoder.encode(Values.fresh());
    return request(encoded, RequestForm.offHeap(encoded.body()));
  }

  @Override
  public StreamRequest of(Values values) throws InvalidRequestException {
    StreamEncoder.Encoded encoded = encoder.encode(values);
    return request(encoded, Unpooled.wrappedBuffer(encoded.body()));
  }

  private StreamRequest request(StreamEncoder.Encoded encoded, ByteBuf body) {
    return new StreamRequest(
        pool, encoded.headers(), body, Durations.micros(step.timeout()), step.expectation());
  }
}
