package dev.faultline.chaos.experiment;

import dev.faultline.chaos.lifecycle.DriverException;
import dev.faultline.chaos.lifecycle.FaultDriver;
import dev.faultline.chaos.lifecycle.Injection;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.plan.FaultSpec;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.run.RunId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** All drivers as one: each kind of fault goes to the driver that knows it. */
public final class Drivers implements FaultDriver {

  private final List<FaultDriver> drivers;

  public Drivers(List<FaultDriver> drivers) {
    this.drivers = List.copyOf(drivers);
  }

  @Override
  public Set<String> kinds() {
    return drivers.stream()
        .flatMap(driver -> driver.kinds().stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public Session open(RunId runId, Plan plan) throws DriverException {
    Map<FaultDriver, Session> opened = new LinkedHashMap<>();
    Sessions sessions = new Sessions(opened);
    try {
      for (FaultDriver driver : drivers) {
        opened.put(driver, driver.open(runId, plan));
      }
      return sessions;
    } catch (DriverException | RuntimeException failure) {
      sessions.close();
      throw failure;
    }
  }

  @Override
  public String healAbandoned(FaultEvent last) throws DriverException {
    for (FaultDriver driver : drivers) {
      if (driver.kinds().contains(last.kind())) {
        return driver.healAbandoned(last);
      }
    }
    throw noDriver(last.kind());
  }

  private static DriverException noDriver(String kind) {
    return new DriverException("no driver here knows faults of the kind '%s'".formatted(kind));
  }

  private record Sessions(Map<FaultDriver, Session> opened) implements Session {

    @Override
    public Injection injection(FaultSpec fault) throws DriverException {
      String kind = fault.action().kind();
      for (Map.Entry<FaultDriver, Session> entry : opened.entrySet()) {
        if (entry.getKey().kinds().contains(kind)) {
          return entry.getValue().injection(fault);
        }
      }
      throw noDriver(kind);
    }

    @Override
    public void close() {
      opened.values().forEach(Session::close);
    }
  }
}
