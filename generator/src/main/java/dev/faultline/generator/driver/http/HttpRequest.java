package dev.faultline.generator.driver.http;

import dev.faultline.core.result.Outcome;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.PreparedRequest;
import io.netty.buffer.ByteBuf;
import java.util.OptionalInt;

/**
 * A step of the scenario as its bytes, shared by all that send it.
 *
 * @param bytes sent by duplicates, each with a reference of its own
 * @param timeoutMicros from the actual send
 */
record HttpRequest(
    ConnectionPool pool,
    ByteBuf bytes,
    boolean head,
    long timeoutMicros,
    OptionalInt expectedStatus)
    implements PreparedRequest {

  private static final int FIRST_FAILING_STATUS = 400;

  @Override
  public void send(Completion completion) {
    pool.submit(new Exchange(this, completion));
  }

  int size() {
    return bytes.readableBytes();
  }

  Outcome judge(int status) {
    boolean holds =
        expectedStatus.isPresent()
            ? status == expectedStatus.getAsInt()
            : status < FIRST_FAILING_STATUS;
    return holds ? Outcome.OK : Outcome.CHECK_FAILED;
  }
}
