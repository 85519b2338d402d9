package dev.faultline.generator.driver.sql;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Target;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.driver.Dialer;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.driver.TargetAddress;
import dev.faultline.generator.driver.tls.TlsContexts;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.schedule.EventLoops;
import io.netty.channel.ChannelOption;
import java.util.Optional;

/** Drivers for targets with a {@code postgres} address. Names are resolved once, when asked. */
public final class SqlDrivers {

  private final EventLoops.Loop loop;
  private final Clock clock;
  private final Secrets secrets;

  /**
   * @param loop that the drivers will live on
   * @param secrets that targets are told
   */
  public SqlDrivers(EventLoops.Loop loop, Clock clock, Secrets secrets) {
    this.loop = loop;
    this.clock = clock;
    this.secrets = secrets;
  }

  /**
   * A driver for a part of the scenario, with its part of the connections. Opens none.
   *
   * @throws UnusableTargetException when the target cannot be addressed at all, or something that
   *     it has to be told or shown is not there
   */
  public StepDriver open(Scenario scenario, Target.Postgres target, Slice slice)
      throws UnusableTargetException {
    String host = target.address().getHostString();
    int port = target.address().getPort();
    Dialer dialer =
        new Dialer(
            loop.bootstrap().clone().option(ChannelOption.TCP_NODELAY, true),
            TargetAddress.resolve(target, host, port),
            Optional.empty(),
            clock);
    Opener opener =
        new Opener(
            loop.eventLoop(),
            dialer,
            TlsContexts.of(target).map(tls -> tls.client(host, port, Optional.empty())),
            target,
            password(target),
            Durations.micros(scenario.script().longestTimeout()));
    return new SqlDriver(
        target,
        new ConnectionPool(opener, slice.of(scenario.maxConnections())),
        loop.eventLoop(),
        clock);
  }

  private Optional<String> password(Target.Postgres target) throws UnusableTargetException {
    return target.password().isEmpty()
        ? Optional.empty()
        : Optional.of(secrets.value(target.password().get()));
  }
}
