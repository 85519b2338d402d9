package dev.faultline.generator.driver;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.plan.Target;
import dev.faultline.core.profile.Slice;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.grpc.GrpcDrivers;
import dev.faultline.generator.driver.http.HttpDrivers;
import dev.faultline.generator.scenario.Drivers;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.schedule.EventLoops;

/** The drivers of one event loop, by the protocol that a target speaks. */
public final class ProtocolDrivers implements Drivers {

  private final HttpDrivers http;
  private final GrpcDrivers grpc;

  public ProtocolDrivers(EventLoops.Loop loop, Clock clock) {
    http = new HttpDrivers(loop.bootstrap(), clock);
    grpc = new GrpcDrivers(loop, clock);
  }

  @Override
  public StepDriver open(Scenario scenario, Target target, Slice slice)
      throws UnusableTargetException {
    return switch (target) {
      case Target.Http speaksHttp -> http.open(scenario, speaksHttp, slice);
      case Target.Grpc speaksGrpc -> grpc.open(scenario, speaksGrpc, slice);
    };
  }
}
