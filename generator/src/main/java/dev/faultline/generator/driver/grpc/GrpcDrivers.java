package dev.faultline.generator.driver.grpc;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Target;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.schedule.EventLoops;
import java.time.Duration;
import java.util.stream.Stream;

/** Drivers for targets with a {@code grpc} address. Names are resolved once, when asked. */
public final class GrpcDrivers {

  private static final Duration REFLECTION_PATIENCE = Duration.ofSeconds(4);

  private final EventLoops.Loop loop;
  private final Clock clock;
  private final KnownServices services;
  private final Secrets secrets;

  /**
   * @param loop that the drivers will live on
   * @param secrets that targets are told
   */
  public GrpcDrivers(EventLoops.Loop loop, Clock clock, Secrets secrets) {
    this(loop, clock, secrets, REFLECTION_PATIENCE);
  }

  GrpcDrivers(EventLoops.Loop loop, Clock clock, Secrets secrets, Duration reflectionPatience) {
    this.secrets = secrets;
    this.loop = loop;
    this.clock = clock;
    this.services = new KnownServices(clock, reflectionPatience);
  }

  /**
   * A driver for a part of the scenario, with its part of the connections. Opens none.
   *
   * @throws UnusableTargetException when the target cannot be addressed at all, or something that
   *     it has to be told or shown is not there
   */
  public StepDriver open(Scenario scenario, Target.Grpc target, Slice slice)
      throws UnusableTargetException {
    Destination destination = Destination.of(target, secrets);
    ChannelSource channels =
        new ChannelSource(loop, destination, scenario.script().longestTimeout());
    int limit = slice.of(scenario.maxConnections());
    return new GrpcDriver(
        target,
        destination,
        types(target, destination),
        new ConnectionSet(Stream.generate(channels::next).limit(limit).toList(), loop, clock));
  }

  private ServiceTypes types(Target.Grpc target, Destination destination)
      throws UnusableTargetException {
    return target.types().isPresent()
        ? GivenTypes.of(target.types().get())
        : services.of(destination);
  }
}
