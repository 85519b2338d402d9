package dev.faultline.chaos.driver.proxy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** What passed through the proxies of this process. Thread-safe. */
record Traffic(Counter connections, Counter toUpstream, Counter toClient, Counter delayedChunks) {

  static Traffic in(MeterRegistry registry) {
    return new Traffic(
        Counter.builder("faultline.proxy.connections")
            .description("connections that the fault proxies accepted")
            .register(registry),
        bytes("upstream", registry),
        bytes("client", registry),
        Counter.builder("faultline.proxy.delayed.chunks")
            .description("chunks that a latency fault held back for their full delay")
            .register(registry));
  }

  private static Counter bytes(String direction, MeterRegistry registry) {
    return Counter.builder("faultline.proxy.bytes")
        .description("bytes that the fault proxies passed on")
        .tag("to", direction)
        .register(registry);
  }
}
