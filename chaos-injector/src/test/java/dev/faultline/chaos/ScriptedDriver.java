package dev.faultline.chaos;

import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.chaos.lifecycle.FaultDriver;
import dev.faultline.chaos.lifecycle.Injection;
import dev.faultline.chaos.lifecycle.ScriptedInjection;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.run.RunId;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A driver whose injections do as a test says; one for all faults. */
final class ScriptedDriver implements FaultDriver {

  private final List<String> log;
  private final ScriptedInjection injection;
  private Optional<String> trouble = Optional.empty();

  ScriptedDriver(List<String> log) {
    this.log = log;
    this.injection = new ScriptedInjection(log);
  }

  ScriptedInjection injection() {
    return injection;
  }

  /** From now on nothing works. */
  void refuse(String reason) {
    trouble = Optional.of(reason);
  }

  @Override
  public Set<String> kinds() {
    return Set.of("proxy-down", "proxy-latency");
  }

  @Override
  public Session open(RunId runId, Plan plan) throws DriverException {
    refuseIfTold();
    log.add("open");
    return new Session() {
      @Override
      public Injection injection(FaultSpec fault) throws DriverException {
        if (fault.name().startsWith("impossible")) {
          throw new DriverException(fault.name() + " is impossible");
        }
        return injection;
      }

      @Override
      public void close() {
        log.add("close");
      }
    };
  }

  @Override
  public String healAbandoned(FaultEvent last) throws DriverException {
    refuseIfTold();
    return "it is gone";
  }

  private void refuseIfTold() throws DriverException {
    if (trouble.isPresent()) {
      throw new DriverException(trouble.get());
    }
  }
}
