package dev.faultline.generator.driver.http;

import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Step;
import dev.faultline.generator.scenario.PreparedRequest;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/** How the requests of a step are written, for a version of HTTP. */
interface RequestForm {

  /** Finds the form of a step's requests. */
  @FunctionalInterface
  interface Source {

    /**
     * @throws InvalidRequestException when no such request can be written
     */
    RequestForm of(Step.Request step) throws InvalidRequestException;
  }

  /**
   * One request for all iterations.
   *
   * @throws InvalidRequestException when something in it would break the message
   */
  PreparedRequest shared() throws InvalidRequestException;

  /**
   * The request of one iteration.
   *
   * @throws InvalidRequestException when a value in it would break the message
   */
  PreparedRequest of(Values values) throws InvalidRequestException;

  /**
   * For what is sent many times: off the heap, so that sending copies nothing; freed by the garbage
   * collector, for the one reference that it begins with is never given back.
   */
  static ByteBuf offHeap(byte[] bytes) {
    return Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
  }
}
