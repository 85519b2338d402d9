package dev.faultline.generator.driver.grpc;

import dev.faultline.core.plan.Target;
import dev.faultline.generator.driver.Authorization;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.driver.TargetAddress;
import dev.faultline.generator.driver.tls.TlsContexts;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.grpc.Metadata;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslContext;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Where a target is, and how it wants to be spoken to.
 *
 * @param address resolved
 * @param authority host and port as the target is to be called
 * @param authorization what it is told of who asks
 */
record Destination(
    InetSocketAddress address,
    String authority,
    Optional<SslContext> tls,
    Optional<String> authorization) {

  static final Metadata.Key<String> AUTHORIZATION =
      Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER);

  /** Resolves its name, and reads what the plan refers to. */
  static Destination of(Target.Grpc target, Secrets secrets) throws UnusableTargetException {
    InetSocketAddress named = target.address();
    Optional<TlsContexts> tls = TlsContexts.of(target);
    String host = named.getHostString();
    boolean otherName = tls.filter(its -> !its.peer(host).equals(host)).isPresent();
    return new Destination(
        TargetAddress.resolve(target, host, named.getPort()),
        otherName ? tls.get().peer(host) + ":" + named.getPort() : target.authority(),
        tls.map(its -> its.netty(Optional.of(TlsContexts.HTTP_2))),
        Authorization.of(target.credentials(), secrets));
  }

  /** Lets a channel speak as the target wants it. */
  NettyChannelBuilder prepare(NettyChannelBuilder channel) {
    channel.overrideAuthority(authority);
    return tls.isPresent() ? channel.sslContext(tls.get()) : channel.usePlaintext();
  }

  /** Adds who asks, unless it is said already. */
  void introduce(Metadata metadata) {
    if (authorization.isPresent() && !metadata.containsKey(AUTHORIZATION)) {
      metadata.put(AUTHORIZATION, authorization.get());
    }
  }
}
