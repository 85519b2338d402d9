package dev.faultline.generator.resource;

import dev.faultline.core.plan.ResourceSource;
import dev.faultline.core.plan.ResourceSpec;
import dev.faultline.core.resource.ResourceRecord;
import dev.faultline.core.resource.ResourceSample;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.core.time.Durations;
import java.lang.System.Logger.Level;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Looks at the resources of one run, each in its rhythm, until it is closed. What cannot be looked
 * at is told as a gap; nothing that happens here ends a run. Thread-safe.
 */
public final class Sampler implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(Sampler.class.getName());
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(2);

  private final RunId runId;
  private final Clock clock;
  private final Consumer<ResourceRecord> samples;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build();
  private final List<ScheduledExecutorService> threads = new ArrayList<>();

  /**
   * Begins to look.
   *
   * @param samples told of each sample, those of a resource in order, and of two resources perhaps
   *     at once
   */
  public Sampler(
      RunId runId, List<ResourceSpec> resources, Clock clock, Consumer<ResourceRecord> samples) {
    this.runId = runId;
    this.clock = clock;
    this.samples = samples;
    resources.forEach(this::begin);
  }

  /** A resource that takes its time must not delay the others: each has a thread. */
  private void begin(ResourceSpec resource) {
    Meter meter =
        switch (resource.source()) {
          case ResourceSource.Process process ->
              new ProcessMeter(new Proc(Path.of("/proc")), process);
          case ResourceSource.Prometheus endpoint -> new EndpointMeter(client, endpoint);
        };
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("resource-" + resource.name()).factory());
    threads.add(thread);
    thread.scheduleAtFixedRate(
        () -> look(resource.name(), meter),
        0,
        Durations.micros(resource.every()),
        TimeUnit.MICROSECONDS);
  }

  private void look(String resource, Meter meter) {
    long atMicros = clock.epochMicros();
    try {
      Map<String, Double> values = meter.look(atMicros);
      samples.accept(ResourceSample.of(runId, atMicros, resource, values));
    } catch (NotSeenException e) {
      samples.accept(ResourceSample.gap(runId, atMicros, resource, e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "resource " + resource + " cannot be looked at", e);
    }
  }

  /** Ends it; no sample is told when this has returned. */
  @Override
  public void close() {
    threads.forEach(ScheduledExecutorService::shutdownNow);
    threads.forEach(ScheduledExecutorService::close);
    client.shutdownNow();
  }
}
