package dev.faultline.cli.run;

import dev.faultline.aggregator.AggregatorService;
import dev.faultline.chaos.ChaosInjectorService;
import dev.faultline.chaos.guard.GuardLimits;
import dev.faultline.core.time.Clock;
import dev.faultline.detector.RegressionDetectorService;
import dev.faultline.generator.GeneratorService;
import dev.faultline.generator.LoadSettings;
import dev.faultline.generator.schedule.Idle;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.schemas.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The services, running in this process. Not thread-safe. */
public final class Parts implements AutoCloseable {

  private static final Logger LOG = System.getLogger(Parts.class.getName());
  private static final Duration PATIENCE = Duration.ofSeconds(15);

  private final Deque<Part> running = new ArrayDeque<>();
  private final Duration patience;

  /** Parts of which none has more to do at its end than to let go. */
  public Parts() {
    this(Duration.ZERO);
  }

  /**
   * @param atTheEnd how long what is done once the run is over may take
   */
  Parts(Duration atTheEnd) {
    this.patience = PATIENCE.plus(atTheEnd);
  }

  /**
   * One of them.
   *
   * @param name as its users know it
   */
  private record Part(String name, BooleanSupplier alive, Runnable close) {}

  /**
   * Starts all four, those that read before those that write.
   *
   * @param state for what they keep on disk
   * @param guard what faults may touch
   */
  void start(
      KafkaSettings kafka, Path state, GuardLimits guard, Clock clock, MeterRegistry registry) {
    startAnalysis(kafka, state, registry);
    ChaosInjectorService injector = new ChaosInjectorService(kafka, clock, registry, guard);
    start("chaos-injector", injector::start, injector::alive, injector::close);
    GeneratorService generator =
        new GeneratorService(
            kafka, SpillSpace.in(state.resolve("generator")), clock, registry, load());
    start("generator", generator::start, generator::alive, generator::close);
  }

  /**
   * One generator carries all load, so as many shards as it has threads; it leaves half of the
   * machine to Kafka and to those who read what it writes.
   */
  private static LoadSettings load() {
    int threads = Math.max(1, Runtime.getRuntime().availableProcessors() / 2);
    return new LoadSettings(threads, threads, Idle.HYBRID);
  }

  /**
   * Starts the two that make windows and verdicts of results; whoever starts them closes this when
   * that fails.
   *
   * @param state for what Streams keeps on disk
   */
  public void startAnalysis(KafkaSettings kafka, Path state, MeterRegistry registry) {
    RegressionDetectorService detector =
        new RegressionDetectorService(kafka, state.resolve("regression-detector"), registry);
    start("regression-detector", detector::start, detector::alive, detector::close);
    AggregatorService aggregator =
        new AggregatorService(kafka, state.resolve("aggregator"), registry);
    start("aggregator", aggregator::start, aggregator::alive, aggregator::close);
  }

  /** The name of one that has died, if any has. */
  public Optional<String> dead() {
    return running.stream().filter(part -> !part.alive().getAsBoolean()).map(Part::name).findAny();
  }

  /**
   * Ends them, all at once: they share nothing but Kafka. One that cannot let go, because Kafka
   * does not answer, is left to die with the process.
   */
  @Override
  public void close() {
    List<Thread> ends =
        running.stream()
            .map(
                part -> Thread.ofPlatform().daemon().name(part.name() + "-end").start(part.close()))
            .toList();
    running.clear();
    long deadline = System.nanoTime() + patience.toNanos();
    try {
      for (Thread end : ends) {
        if (!end.join(Duration.ofNanos(Math.max(0, deadline - System.nanoTime())))) {
          LOG.log(Level.WARNING, "{0} takes longer than {1}", end.getName(), patience);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void start(String name, Runnable start, BooleanSupplier alive, Runnable close) {
    running.push(new Part(name, alive, close));
    start.run();
  }
}
