package dev.faultline.app;

import jakarta.inject.Singleton;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;
import org.eclipse.microprofile.health.Readiness;

/**
 * Answers {@code /q/health/live} and {@code /q/health/ready}. They agree: a service that has
 * started is ready, and one that has died is neither.
 */
@Liveness
@Readiness
@Singleton
class ServiceHealth implements HealthCheck {

  private final ServiceProbe probe;

  ServiceHealth(ServiceProbe probe) {
    this.probe = probe;
  }

  @Override
  public HealthCheckResponse call() {
    return HealthCheckResponse.named(probe.name()).status(probe.alive().getAsBoolean()).build();
  }
}
