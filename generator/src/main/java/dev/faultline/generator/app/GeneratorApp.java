package dev.faultline.generator.app;

import dev.faultline.app.ServiceProbe;
import dev.faultline.app.StateDirectory;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.GeneratorService;
import dev.faultline.schemas.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** The generator as a Quarkus app of its own. */
@Singleton
class GeneratorApp {

  private final GeneratorService service;

  GeneratorApp(
      KafkaSettings kafka,
      StateDirectory state,
      GeneratorConfig config,
      Clock clock,
      MeterRegistry registry) {
    service =
        new GeneratorService(
            kafka, config.spillSpace(state.path()), clock, registry, config.load());
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
    return new ServiceProbe("generator", service::alive);
  }
}
