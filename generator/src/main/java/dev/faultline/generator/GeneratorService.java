package dev.faultline.generator;

import dev.faultline.core.resource.ResourceRecord;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.ShardEvent;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.sink.SpillSpace;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import io.micrometer.core.instrument.MeterRegistry;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * The generator: carries the load of every run that is submitted, and writes what it measured to
 * {@code faultline.results}. Several runs may be under way at once, and several generators may
 * share their load: each carries the shards that Kafka gives to it, and where one is gone the
 * others go on.
 *
 * <p>Three kinds of threads: one follows {@code faultline.runs} and {@code faultline.shards}, event
 * loops put the load on, and one per loop sends results. The topics must exist. Thread-safe.
 */
public final class GeneratorService implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(GeneratorService.class.getName());
  private static final Duration PREPARE_TIMEOUT = Duration.ofSeconds(30);
  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(3);

  /**
   * A sender that waited inside the producer could not look after its buffer, and what the producer
   * took must not expire while Kafka is away, for then nobody has it any more.
   */
  private static final Map<String, String> RESULT_LIMITS =
      Map.of(
          ProducerConfig.MAX_BLOCK_MS_CONFIG, "50",
          ProducerConfig.RETRIES_CONFIG, Integer.toString(Integer.MAX_VALUE),
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.toString(Integer.MAX_VALUE));

  /** Nobody waits longer than this for an event to become durable. */
  private static final Map<String, String> EVENT_LIMITS =
      Map.of(
          ProducerConfig.MAX_BLOCK_MS_CONFIG, "10000",
          ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "10000",
          ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "15000",
          ProducerConfig.LINGER_MS_CONFIG, "0");

  private final KafkaSettings kafka;
  private final SpillSpace space;
  private final Clock clock;
  private final MeterRegistry registry;
  private final LoadSettings load;
  private final Duration prepareTimeout;
  private final Thread thread = new Thread(this::follow, "faultline-generator-runs");
  private Lanes lanes;
  private LoadMetrics metrics;
  private Producer<String, RunEvent> runProducer;
  private Producer<String, ShardEvent> shardProducer;
  private Producer<String, ResourceRecord> resourceProducer;
  private boolean started;
  private volatile boolean closing;
  private volatile boolean failed;

  /**
   * @param space for results while Kafka does not take them
   */
  public GeneratorService(
      KafkaSettings kafka,
      SpillSpace space,
      Clock clock,
      MeterRegistry registry,
      LoadSettings load) {
    this(kafka, space, clock, registry, load, PREPARE_TIMEOUT);
  }

  /**
   * @param space for results while Kafka does not take them
   * @param prepareTimeout how long the chaos-injector is waited for before a run is aborted
   */
  public GeneratorService(
      KafkaSettings kafka,
      SpillSpace space,
      Clock clock,
      MeterRegistry registry,
      LoadSettings load,
      Duration prepareTimeout) {
    this.kafka = kafka;
    this.space = space;
    this.clock = clock;
    this.registry = registry;
    this.load = load;
    this.prepareTimeout = prepareTimeout;
  }

  /** Begins to take runs; returns at once. Once only. */
  public synchronized void start() {
    if (started || closing) {
      throw new IllegalStateException("a generator starts once");
    }
    started = true;
    // First what fails when the configuration is wrong, last what has threads.
    runProducer = KafkaClients.eventProducer(with(EVENT_LIMITS), Topics.RUNS);
    shardProducer = KafkaClients.eventProducer(with(EVENT_LIMITS), Topics.SHARDS);
    resourceProducer = KafkaClients.eventProducer(with(RESULT_LIMITS), Topics.RESOURCES);
    metrics = new LoadMetrics(registry);
    lanes =
        new Lanes(
            load, clock, space, new ResultTail(kafka), this::resultProducer, metrics, this::defect);
    lanes.start();
    thread.start();
  }

  /** False once it has failed or was closed; a failed generator does not come back to life. */
  public boolean alive() {
    return thread.isAlive() && !failed && lanes.alive();
  }

  /**
   * Ends in good order: no further arrivals, what is in flight may end within its timeouts, all
   * results are sent. Other generators go on with the runs; when there are none the runs end here,
   * with their last progress. Does nothing the second time.
   */
  @Override
  public void close() {
    synchronized (this) {
      closing = true;
      if (!started) {
        return;
      }
    }
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void follow() {
    try {
      lanes.warmUp();
      Member member =
          new Member(
              kafka,
              clock,
              new SampledLoads(lanes, clock, resourceProducer),
              lanes,
              runProducer,
              shardProducer,
              load.shards(),
              prepareTimeout,
              metrics::takenOver);
      takePart(member);
      windUp(member);
    } catch (RuntimeException e) {
      fail(e);
    } finally {
      lanes.close();
      runProducer.close(CLOSE_PATIENCE);
      shardProducer.close(CLOSE_PATIENCE);
      resourceProducer.close(CLOSE_PATIENCE);
    }
  }

  private void takePart(Member member) {
    try {
      while (!closing && !failed) {
        member.proceed();
      }
    } catch (RuntimeException e) {
      fail(e);
    }
  }

  private void fail(RuntimeException cause) {
    failed = true;
    LOG.log(Level.ERROR, "The generator has failed and takes no more runs", cause);
  }

  private void windUp(Member member) {
    boolean alone = member.alone();
    if (failed) {
      if (alone) {
        member.abortAll("the generator has failed; its log says why");
      }
      member.abandonAll();
    } else if (alone) {
      member.stopAll("the generator was shut down");
      lanes.finish();
      member.tearDownAll();
    }
    member.leave();
  }

  private void defect(Throwable cause) {
    failed = true;
    LOG.log(Level.ERROR, "The load engine has failed", cause);
    lanes.giveUp();
  }

  private Producer<String, ResultRecord> resultProducer() {
    return KafkaClients.bulkProducer(with(RESULT_LIMITS), Topics.RESULTS);
  }

  private KafkaSettings with(Map<String, String> limits) {
    Map<String, String> properties = new HashMap<>(kafka.properties());
    properties.putAll(limits);
    return new KafkaSettings(kafka.bootstrapServers(), properties);
  }
}
