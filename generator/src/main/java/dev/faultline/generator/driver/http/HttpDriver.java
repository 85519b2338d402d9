package dev.faultline.generator.driver.http;

import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Step;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.PreparedRequest;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/** HTTP/1.1 with keep-alive, one request at a time on a connection. */
final class HttpDriver implements StepDriver {

  private final String authority;
  private final ConnectionPool pool;

  /**
   * @param authority host and port as the plan names them
   */
  HttpDriver(ConnectionPool pool, String authority) {
    this.pool = pool;
    this.authority = authority;
  }

  @Override
  public PreparedRequest prepare(Step.Measured step) throws UnusableTargetException {
    return switch (step) {
      case Step.Request request -> prepare(request);
      case Step.GrpcCall call ->
          throw new UnusableTargetException(
              "step '%s' is a gRPC call, and its target speaks HTTP".formatted(call.name()));
    };
  }

  private PreparedRequest prepare(Step.Request step) throws UnusableTargetException {
    try {
      RequestEncoder encoder = new RequestEncoder(step, authority);
      return step.isFixed()
          ? request(step, shared(encoder.encode(Values.fresh())))
          : (values, completion) -> send(step, encoder, values, completion);
    } catch (InvalidRequestException e) {
      throw new UnusableTargetException("step '" + step.name() + "': " + e.getMessage());
    }
  }

  private void send(
      Step.Request step, RequestEncoder encoder, Values values, Completion completion) {
    try {
      byte[] encoded = encoder.encode(values);
      request(step, Unpooled.wrappedBuffer(encoded)).send(values, completion);
    } catch (InvalidRequestException _) {
      completion.completed(pool.notSent(Failure.INVALID_REQUEST));
    }
  }

  private HttpRequest request(Step.Request step, ByteBuf bytes) {
    return new HttpRequest(
        pool,
        bytes,
        step.method().equals("HEAD"),
        Durations.micros(step.timeout()),
        step.expectation());
  }

  /**
   * Off the heap, so that sending copies nothing; freed by the garbage collector, for the one
   * reference that it begins with is never given back.
   */
  private static ByteBuf shared(byte[] bytes) {
    return Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
  }

  @Override
  public void giveUpWaiting() {
    pool.giveUpWaiting();
  }

  @Override
  public void close() {
    pool.close();
  }
}
