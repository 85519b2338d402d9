package dev.faultline.cli.run;

import dev.faultline.cli.broker.EmbeddedBroker;
import dev.faultline.cli.process.FolderRemoval;
import dev.faultline.cli.process.FreePorts;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.TopicAdmin;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/** Everything on this machine: an embedded Kafka, and the four services in this process. */
final class LocalPlatform implements Platform {

  private static final Logger LOG = System.getLogger(LocalPlatform.class.getName());

  /** One run at a time needs no more, and each partition costs tasks, threads and files. */
  private static final int PARTITIONS = 1;

  private final Parts parts;
  private final RunFolder folder;
  private final EmbeddedBroker broker;
  private final MetricsEndpoint metrics;

  private LocalPlatform(
      RunFolder folder, EmbeddedBroker broker, MetricsEndpoint metrics, Parts parts) {
    this.parts = parts;
    this.folder = folder;
    this.broker = broker;
    this.metrics = metrics;
  }

  /**
   * Starts it all; nothing is left over when a part of it fails.
   *
   * @param lock notes the broker's process
   * @param request says where metrics are served, and what faults may touch
   * @throws IOException when the broker does not start or the metrics port is taken
   */
  static LocalPlatform start(
      RunFolder folder,
      RunLock lock,
      RunRequest request,
      FreePorts ports,
      Clock clock,
      StopSignal stop)
      throws IOException, StoppedException {
    PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    MetricsEndpoint metrics = new MetricsEndpoint(registry, request.metricsPort());
    EmbeddedBroker broker;
    try {
      broker = EmbeddedBroker.start(folder.brokerData(), folder.brokerLog(), ports);
    } catch (IOException | RuntimeException e) {
      metrics.close();
      throw e;
    }
    // A setup that the end of the run interrupts is undone as well.
    Plan plan = request.plan();
    Parts parts = new Parts(plan.longestSetUp().plus(plan.longestTearDown()));
    LocalPlatform platform = new LocalPlatform(folder, broker, metrics, parts);
    try {
      lock.add(broker.process());
      stop.check();
      TopicAdmin.createMissing(broker.settings(), PARTITIONS, (short) 1);
      platform.parts.start(broker.settings(), folder.state(), request.guard(), clock, registry);
      stop.check();
      return platform;
    } catch (IOException | RuntimeException | StoppedException e) {
      platform.close();
      throw e;
    }
  }

  @Override
  public KafkaSettings kafka() {
    return broker.settings();
  }

  @Override
  public Optional<String> metricsUrl() {
    return Optional.of(metrics.url());
  }

  @Override
  public Optional<String> failure() {
    if (!broker.alive()) {
      return Optional.of("the embedded broker died; see " + folder.brokerLog());
    }
    return parts.dead().map(name -> "the %s died; see %s".formatted(name, folder.log()));
  }

  /** Ends the services before the broker, so that they can still write what they hold. */
  @Override
  public void close() {
    try {
      parts.close();
    } finally {
      metrics.close();
      broker.close();
      removeState();
    }
  }

  private void removeState() {
    try {
      FolderRemoval.remove(folder.state());
    } catch (UncheckedIOException e) {
      // A part that could not let go still writes there; the run's result does not depend on it.
      LOG.log(Level.WARNING, "the state folder is left over", e);
    }
  }
}
