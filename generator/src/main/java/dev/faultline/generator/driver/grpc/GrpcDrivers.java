package dev.faultline.generator.driver.grpc;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Step;
import dev.faultline.core.plan.Target;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.TargetAddress;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.schedule.EventLoops;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Comparator;
import java.util.stream.Stream;

/** Drivers for targets with a {@code grpc} address. Names are resolved once, when asked. */
public final class GrpcDrivers {

  private static final Duration REFLECTION_PATIENCE = Duration.ofSeconds(4);

  private final EventLoops.Loop loop;
  private final Clock clock;
  private final KnownServices services;

  /**
   * @param loop that the drivers will live on
   */
  public GrpcDrivers(EventLoops.Loop loop, Clock clock) {
    this(loop, clock, REFLECTION_PATIENCE);
  }

  GrpcDrivers(EventLoops.Loop loop, Clock clock, Duration reflectionPatience) {
    this.loop = loop;
    this.clock = clock;
    this.services = new KnownServices(clock, reflectionPatience);
  }

  /**
   * A driver for a part of the scenario, with its part of the connections. Opens none.
   *
   * @throws UnusableTargetException when the target cannot be addressed at all
   */
  public StepDriver open(Scenario scenario, Target.Grpc target, Slice slice)
      throws UnusableTargetException {
    InetSocketAddress address =
        TargetAddress.resolve(target, target.address().getHostString(), target.address().getPort());
    ChannelSource channels =
        new ChannelSource(loop, address, target.authority(), longestTimeout(scenario));
    int limit = slice.of(scenario.maxConnections());
    return new GrpcDriver(
        target,
        services.of(target, address),
        new ConnectionSet(Stream.generate(channels::next).limit(limit).toList(), loop, clock));
  }

  /** No call waits longer than this for a connection to come about. */
  private static Duration longestTimeout(Scenario scenario) {
    return scenario
        .script()
        .requests()
        .map(Step.Measured::timeout)
        .max(Comparator.naturalOrder())
        .orElse(Duration.ofSeconds(10));
  }
}
