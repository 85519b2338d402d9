package dev.faultline.app;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicBoolean;

/** Stands for the service of an app. */
@Singleton
class ProbedService {

  final AtomicBoolean alive = new AtomicBoolean(true);

  @Produces
  @Singleton
  ServiceProbe probe() {
    return new ServiceProbe("probed", alive::get);
  }
}
