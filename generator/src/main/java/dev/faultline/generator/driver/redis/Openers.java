package dev.faultline.generator.driver.redis;

import dev.faultline.core.plan.Credentials;
import dev.faultline.core.plan.Target;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import dev.faultline.generator.driver.Dialer;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.driver.TargetAddress;
import dev.faultline.generator.driver.tls.TlsContexts;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Knows how connections to targets are opened.
 *
 * @param bootstrap of one event loop
 */
record Openers(Bootstrap bootstrap, EventLoop loop, Clock clock, Secrets secrets) {

  /**
   * Opens connections to a target, whose name is resolved now.
   *
   * @throws UnusableTargetException when the target cannot be addressed at all, or something that
   *     it has to be told or shown is not there
   */
  Opener opener(Target.Redis target, Duration timeout) throws UnusableTargetException {
    String host = target.address().getHostString();
    int port = target.address().getPort();
    Dialer dialer =
        new Dialer(
            bootstrap.clone().option(ChannelOption.TCP_NODELAY, true),
            TargetAddress.resolve(target, host, port),
            TlsContexts.of(target).map(tls -> tls.client(host, port, Optional.empty())),
            clock);
    return new Opener(loop, dialer, greeting(target), Durations.micros(timeout));
  }

  private List<byte[]> greeting(Target.Redis target) throws UnusableTargetException {
    List<byte[]> greeting = new ArrayList<>();
    if (target.login().isPresent()) {
      Credentials.Basic login = target.login().get();
      greeting.add(CommandEncoder.encode("AUTH", login.user(), secrets.value(login.secret())));
    }
    if (target.database() != 0) {
      greeting.add(CommandEncoder.encode("SELECT", "" + target.database()));
    }
    return greeting;
  }
}
