package dev.faultline.generator.driver.http;

import dev.faultline.core.plan.HttpVersion;
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
import io.netty.handler.ssl.ApplicationProtocolConfig;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/** Drivers for targets with an {@code http} address. Names are resolved once, when asked. */
public final class HttpDrivers {

  private static final Set<String> SCHEMES = Set.of("http", "https");
  private static final int HTTP_PORT = 80;
  private static final int HTTPS_PORT = 443;

  /** What the event loops of both sides and their kernels may add to a round trip. */
  private static final long CROSSING_SLACK_MICROS = 5_000;

  private final EventLoops.Loop loop;
  private final Bootstrap plain;

  /** What TLS and HTTP/2 have not understood yet outlives a read: no shared buffer for it. */
  private final Bootstrap ordinary;

  private final Clock clock;
  private final Secrets secrets;
  private final long crossingSlackMicros;

  /**
   * @param loop that the drivers will live on
   * @param secrets that targets are told
   */
  public HttpDrivers(EventLoops.Loop loop, Clock clock, Secrets secrets) {
    this(loop, clock, secrets, CROSSING_SLACK_MICROS);
  }

  HttpDrivers(EventLoops.Loop loop, Clock clock, Secrets secrets, long crossingSlackMicros) {
    this.loop = loop;
    this.ordinary = loop.bootstrap().clone().option(ChannelOption.TCP_NODELAY, true);
    this.plain = ordinary.clone().option(ChannelOption.RCVBUF_ALLOCATOR, new ReceiveBuffer());
    this.clock = clock;
    this.secrets = secrets;
    this.crossingSlackMicros = crossingSlackMicros;
  }

  /**
   * A driver for a part of the scenario, with its part of the connections. Opens none.
   *
   * @throws UnusableTargetException when the target cannot be addressed at all, or something that
   *     it has to be told or shown is not there
   */
  public StepDriver open(Scenario scenario, Target.Http target, Slice slice)
      throws UnusableTargetException {
    URI address = target.base();
    if (!SCHEMES.contains(String.valueOf(address.getScheme())) || address.getHost() == null) {
      throw new UnusableTargetException(
          "target '%s': '%s' is no address of the form http://host:port"
              .formatted(target.name(), address));
    }
    boolean usesTls = target.tls().isPresent();
    int usualPort = usesTls ? HTTPS_PORT : HTTP_PORT;
    int port = address.getPort() < 0 ? usualPort : address.getPort();
    boolean streams = target.version() == HttpVersion.HTTP_2;
    Optional<ApplicationProtocolConfig> agreement =
        streams ? Optional.of(TlsContexts.HTTP_2) : Optional.empty();
    Dialer dialer =
        new Dialer(
            bootstrap(streams, usesTls, scenario.script().longestTimeout()),
            TargetAddress.resolve(target, address.getHost(), port),
            TlsContexts.of(target).map(tls -> tls.client(address.getHost(), port, agreement)),
            clock);
    int connections = slice.of(scenario.maxConnections());
    Optional<String> authorization = Authorization.of(target.credentials(), secrets);
    return streams
        ? overStreams(target, new StreamPool(dialer, connections, clock), authorization)
        : overConnections(
            target,
            new ConnectionPool(dialer, connections, clock, crossingSlackMicros),
            authorization);
  }

  /**
   * A connection of one request at a time ends with its timeout; a shared one needs another end.
   */
  private Bootstrap bootstrap(boolean streams, boolean usesTls, Duration longestTimeout) {
    if (!streams) {
      return usesTls ? ordinary : plain;
    }
    Bootstrap shared = ordinary.clone();
    loop.endUnacknowledged(longestTimeout, shared::option);
    return shared;
  }

  private HttpDriver overConnections(
      Target.Http target, ConnectionPool pool, Optional<String> authorization) {
    String authority = target.base().getRawAuthority();
    return new HttpDriver(
        target,
        pool,
        step -> new ConnectionForm(pool, new RequestEncoder(step, authority, authorization), step),
        clock);
  }

  private HttpDriver overStreams(
      Target.Http target, StreamPool pool, Optional<String> authorization) {
    String scheme = target.base().getScheme();
    String authority = target.base().getRawAuthority();
    return new HttpDriver(
        target,
        pool,
        step ->
            new StreamForm(pool, new StreamEncoder(step, scheme, authority, authorization), step),
        clock);
  }
}
