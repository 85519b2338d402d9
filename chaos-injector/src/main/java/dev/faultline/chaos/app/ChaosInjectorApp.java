package dev.faultline.chaos.app;

import dev.faultline.app.ServiceProbe;
import dev.faultline.chaos.ChaosInjectorService;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The chaos-injector as a Quarkus app of its own. */
@Singleton
class ChaosInjectorApp {

  private final ChaosInjectorService service;

  ChaosInjectorApp(KafkaSettings kafka, Clock clock, MeterRegistry registry, GuardConfig guard) {
    service = new ChaosInjectorService(kafka, clock, registry, guard.limits());
  }

  void start(@Observes StartupEvent startup) {
    service.start();
  }

  void stop(@Observes ShutdownEvent shutdown) {
    service.close();
  }

  @Produces
  @Singleton
  ServiceProbe probe() {
    return new ServiceProbe("chaos-injector", service::alive);
  }
}
