package dev.faultline.generator.driver.http;

import dev.faultline.core.plan.Step;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.scenario.PreparedRequest;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.net.InetSocketAddress;

/** HTTP/1.1 with keep-alive, one request at a time on a connection. */
final class HttpDriver implements StepDriver {

  private final RequestEncoder encoder;
  private final ConnectionPool pool;

  /**
   * @param bootstrap of the event loop that the driver lives on
   * @param target resolved
   * @param authority host and port as the plan names them
   */
  HttpDriver(
      Bootstrap bootstrap,
      InetSocketAddress target,
      String authority,
      int maxConnections,
      Clock clock) {
    this.encoder = new RequestEncoder(authority);
    this.pool = new ConnectionPool(bootstrap, target, maxConnections, clock);
  }

  @Override
  public PreparedRequest prepare(Step.Request step) throws UnusableTargetException {
    byte[] encoded = encoder.encode(step);
    ByteBuf bytes = Unpooled.directBuffer(encoded.length).writeBytes(encoded);
    return new HttpRequest(
        pool,
        Unpooled.unreleasableBuffer(bytes.asReadOnly()),
        step.method().equals("HEAD"),
        Durations.micros(step.timeout()),
        step.expectedStatus());
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
