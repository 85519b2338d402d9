package dev.faultline.aggregator.app;

import dev.faultline.aggregator.AggregatorService;
import dev.faultline.app.ServiceProbe;
import dev.faultline.app.StateDirectory;
import dev.faultline.schemas.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The aggregator as a Quarkus app of its own. */
@Singleton
class AggregatorApp {

  private final AggregatorService service;

  AggregatorApp(KafkaSettings kafka, StateDirectory state, MeterRegistry registry) {
    service = new AggregatorService(kafka, state.path(), registry);
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
    return new ServiceProbe("aggregator", service::alive);
  }
}
