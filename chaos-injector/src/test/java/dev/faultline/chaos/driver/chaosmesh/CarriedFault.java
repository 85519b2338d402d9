package dev.faultline.chaos.driver.chaosmesh;

import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.chaos.lifecycle.FaultDriver;
import dev.faultline.chaos.lifecycle.FaultLifecycle;
import dev.faultline.chaos.lifecycle.RecordedTimeline;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.plan.Plan;
import dev.faultline.testkit.ManualClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;

/** A fault on its way through its life; its clock stands unless it is turned. */
final class CarriedFault implements AutoCloseable {

  private final ManualClock clock;
  private final FaultDriver.Session session;
  private final FaultSpec fault;
  private final RecordedTimeline timeline = new RecordedTimeline(new ArrayList<>());
  private final FaultLifecycle lifecycle;

  CarriedFault(FaultDriver driver, ManualClock clock, Plan plan) throws DriverException {
    this.clock = clock;
    this.fault = plan.faults().getFirst();
    this.session = driver.open(Faults.RUN, plan);
    this.lifecycle =
        new FaultLifecycle(Faults.RUN, fault, session.injection(fault), timeline, clock);
    lifecycle.announce();
    lifecycle.schedule(clock.epochMicros());
  }

  /** Lets its time come. */
  void begin() {
    turn(fault.at());
  }

  /** Lets its time be over. */
  void end() {
    turn(fault.duration());
  }

  void turn(Duration duration) {
    clock.advance(duration);
    lifecycle.tick();
  }

  void stop(String reason) {
    lifecycle.stop(reason);
  }

  /** Goes on until it is in the phase. */
  void await(FaultPhase phase) {
    Awaitility.await()
        .pollInSameThread()
        .pollInterval(Duration.ofMillis(10))
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              lifecycle.tick();
              return timeline.phases().contains(phase);
            });
  }

  List<FaultPhase> phases() {
    return timeline.phases();
  }

  String detail(FaultPhase phase) {
    return timeline.detail(phase).orElseThrow();
  }

  FaultEvent last() {
    return timeline.events().getLast();
  }

  /** As when the run is over, or the injector goes. */
  @Override
  public void close() {
    session.close();
  }
}
