package dev.faultline.generator.driver.websocket;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Target;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Authorization;
import dev.faultline.generator.driver.Dialer;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.driver.TargetAddress;
import dev.faultline.generator.driver.tls.TlsContexts;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.schedule.EventLoops;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.util.Optional;

/** Drivers for targets with a {@code websocket} address. Names are resolved once, when asked. */
public final class WebSocketDrivers {

  private final EventLoops.Loop loop;
  private final Bootstrap bootstrap;
  private final Clock clock;
  private final Secrets secrets;

  /**
   * @param loop that the drivers will live on
   * @param secrets that targets are told
   */
  public WebSocketDrivers(EventLoops.Loop loop, Clock clock, Secrets secrets) {
    this.loop = loop;
    this.bootstrap = loop.bootstrap().clone().option(ChannelOption.TCP_NODELAY, true);
    this.clock = clock;
    this.secrets = secrets;
  }

  /**
   * A driver for a part of the scenario, with its part of the connections. Opens none.
   *
   * @throws UnusableTargetException when the target cannot be addressed at all, or something that
   *     it has to be told or shown is not there
   */
  public StepDriver open(Scenario scenario, Target.WebSocket target, Slice slice)
      throws UnusableTargetException {
    URI base = target.base();
    Dialer dialer =
        new Dialer(
            bootstrap,
            TargetAddress.resolve(target, base.getHost(), base.getPort()),
            TlsContexts.of(target)
                .map(tls -> tls.client(base.getHost(), base.getPort(), Optional.empty())),
            clock);
    return new WebSocketDriver(
        target,
        Authorization.of(target.credentials(), secrets),
        new Connections(dialer, slice.of(scenario.maxConnections())),
        loop.eventLoop(),
        clock);
  }
}
