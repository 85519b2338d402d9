package dev.faultline.generator.driver.grpc;

import dev.faultline.generator.schedule.EventLoops;
import io.grpc.Codec;
import io.grpc.DecompressorRegistry;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.ChannelOption;
import java.time.Duration;

/**
 * Makes grpc-java's channels for load: each of one connection, all of whose work is done on the
 * event loop. They repeat nothing by themselves, for a request that failed is a result, and they
 * accept no compressed answers, which would cost the generator time.
 *
 * @param longestTimeout of the calls; a connection may take as long to come about, and as long may
 *     go by without the other side acknowledging what was sent
 */
record ChannelSource(EventLoops.Loop loop, Destination destination, Duration longestTimeout) {

  private static final int MAX_ANSWER_BYTES = 64 << 20;

  /** One that has no connection yet. */
  ManagedChannel next() {
    NettyChannelBuilder channel =
        NettyChannelBuilder.forTarget(FixedAddress.target(destination.address()));
    loop.endUnacknowledged(longestTimeout, channel::withOption);
    return destination
        .prepare(channel)
        .eventLoopGroup(loop.eventLoop())
        .channelType(loop.channelType())
        .directExecutor()
        .defaultLoadBalancingPolicy(OneConnection.policy())
        .withOption(
            ChannelOption.CONNECT_TIMEOUT_MILLIS,
            (int) Math.clamp(longestTimeout.toMillis(), 1, Integer.MAX_VALUE))
        .decompressorRegistry(DecompressorRegistry.emptyInstance().with(Codec.Identity.NONE, false))
        .maxInboundMessageSize(MAX_ANSWER_BYTES)
        .userAgent("faultline")
        .disableRetry()
        .maxTraceEvents(0)
        .build();
  }
}
