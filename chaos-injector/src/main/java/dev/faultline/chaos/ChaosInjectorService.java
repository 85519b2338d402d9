package dev.faultline.chaos;

import dev.faultline.chaos.driver.chaosmesh.ChaosMeshDriver;
import dev.faultline.chaos.driver.proxy.ProxyDriver;
import dev.faultline.chaos.experiment.Drivers;
import dev.faultline.chaos.guard.Guard;
import dev.faultline.chaos.guard.GuardLimits;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger.Level;
import java.util.List;

/**
 * The chaos-injector: opens the proxies of every run that is submitted, injects its faults, heals
 * them, and says on {@code faultline.faults} what it does before it does it. Several runs may be
 * under way at once. The topics must exist. Thread-safe.
 *
 * <h2>When an injector dies</h2>
 *
 * <p>Injectors form one consumer group; whoever is given a partition of {@code faultline.runs}
 * answers for the runs on it. A partition changes hands only when its owner left or was silent for
 * the session timeout (10 s unless configured otherwise); see {@link SteadyAssignor}. The new owner
 * therefore reads what the topics hold of the partition's runs, and ends every fault timeline that
 * has no end: the injector behind it is gone.
 *
 * <ul>
 *   <li>Covered: the process was killed, or its machine lost. Its proxies ended that moment and
 *       their faults with them; faults in a cluster end when the next injector undoes them, or by
 *       themselves soon after their time. The next injector says so and asks for the end of the
 *       run.
 *   <li>Covered: an injector that lost contact with Kafka for that long heals and lets go by itself
 *       as soon as it notices. Its successor cannot wait for that, so both may tell of the end.
 *   <li>Covered: injectors are added or replaced. Those that join stand by.
 *   <li>Not covered: no injector ever starts again. Then no fault is left, for none outlives its
 *       proxy or its lease, but the timeline stays open and the run without a verdict.
 * </ul>
 */
public final class ChaosInjectorService implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(ChaosInjectorService.class.getName());

  private final KafkaSettings kafka;
  private final Clock clock;
  private final MeterRegistry registry;
  private final GuardLimits limits;
  private final Thread thread = new Thread(this::follow, "faultline-chaos-injector-runs");

  private KafkaJournal journal;
  private RunOwner owner;
  private RunSubscription subscription;
  private boolean started;
  private volatile boolean closing;

  /** With the guard's {@linkplain GuardLimits#defaults() default limits}. */
  public ChaosInjectorService(KafkaSettings kafka, Clock clock, MeterRegistry registry) {
    this(kafka, clock, registry, GuardLimits.defaults());
  }

  /**
   * @param limits what plans may ask for
   */
  public ChaosInjectorService(
      KafkaSettings kafka, Clock clock, MeterRegistry registry, GuardLimits limits) {
    this.kafka = kafka;
    this.clock = clock;
    this.registry = registry;
    this.limits = limits;
  }

  /** Begins to take runs; returns at once. Once only. */
  public synchronized void start() {
    if (started || closing) {
      throw new IllegalStateException("a chaos-injector starts once");
    }
    started = true;
    journal = new KafkaJournal(kafka, new FaultMeters(registry, clock, limits.maxFaultDuration()));
    Guard guard = new Guard(limits);
    Drivers drivers =
        new Drivers(List.of(new ProxyDriver(clock, registry), new ChaosMeshDriver(guard, clock)));
    Preparation preparation = new Preparation(guard, drivers, journal, clock);
    RunFollower runs =
        new RunFollower(submitted -> new RunThread(submitted, preparation, journal, clock), clock);
    owner =
        new RunOwner(new HistoryReader(kafka), new Reconciliation(drivers, journal, clock), runs);
    subscription = new RunSubscription(kafka, owner);
    thread.start();
  }

  /** False once it has failed or was closed; a failed injector does not come back to life. */
  public boolean alive() {
    return thread.isAlive();
  }

  /**
   * Heals every fault, closes every proxy and ends. Asks for the end of the runs that still went
   * on. Does nothing the second time.
   */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      if (!started) {
        return;
      }
      subscription.wake();
    }
    try {
      thread.join();
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    String reason = "the chaos-injector was shut down";
    try {
      while (!closing) {
        owner.received(subscription.poll());
      }
    } catch (RuntimeException failure) {
      reason = "the chaos-injector has failed; its log says why";
      LOG.log(Level.ERROR, "The chaos-injector has failed and takes no more runs", failure);
    } finally {
      owner.leaveAll(reason);
      subscription.close();
      journal.close();
    }
  }
}
