package dev.faultline.generator.driver.http;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Target;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.TargetAddress;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import java.net.InetSocketAddress;
import java.net.URI;

/** Drivers for targets with an {@code http} address. Names are resolved once, when asked. */
public final class HttpDrivers {

  private static final int HTTP_PORT = 80;

  /** What the event loops of both sides and their kernels may add to a round trip. */
  private static final long CROSSING_SLACK_MICROS = 5_000;

  private final Bootstrap bootstrap;
  private final Clock clock;
  private final long crossingSlackMicros;

  /**
   * @param bootstrap of the event loop that the drivers will live on
   */
  public HttpDrivers(Bootstrap bootstrap, Clock clock) {
    this(bootstrap, clock, CROSSING_SLACK_MICROS);
  }

  HttpDrivers(Bootstrap bootstrap, Clock clock, long crossingSlackMicros) {
    this.bootstrap =
        bootstrap
            .clone()
            .option(ChannelOption.TCP_NODELAY, true)
            .option(ChannelOption.RCVBUF_ALLOCATOR, new ReceiveBuffer());
    this.clock = clock;
    this.crossingSlackMicros = crossingSlackMicros;
  }

  /**
   * A driver for a part of the scenario, with its part of the connections. Opens none.
   *
   * @throws UnusableTargetException when the target cannot be addressed at all
   */
  public StepDriver open(Scenario scenario, Target.Http target, Slice slice)
      throws UnusableTargetException {
    URI address = target.base();
    if (!"http".equalsIgnoreCase(address.getScheme()) || address.getHost() == null) {
      throw new UnusableTargetException(
          "target '%s': '%s' is no address of the form http://host:port"
              .formatted(target.name(), address));
    }
    int port = address.getPort() < 0 ? HTTP_PORT : address.getPort();
    InetSocketAddress resolved = TargetAddress.resolve(target, address.getHost(), port);
    return new HttpDriver(
        new ConnectionPool(
            bootstrap, resolved, slice.of(scenario.maxConnections()), clock, crossingSlackMicros),
        address.getRawAuthority());
  }
}
