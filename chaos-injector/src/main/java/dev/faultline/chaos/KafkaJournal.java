package dev.faultline.chaos;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;

/** The journal on {@code faultline.faults} and {@code faultline.runs}. */
final class KafkaJournal implements RunJournal, AutoCloseable {

  private static final System.Logger LOG = System.getLogger(KafkaJournal.class.getName());

  /** An unreachable Kafka must not keep a fault from being healed for longer than this… */
  private static final long PATIENCE_MILLIS = 5_000;

  /** …nor, once it is known to be unreachable, each of several faults. */
  private static final long NO_PATIENCE_MILLIS = 100;

  private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(5);

  private final Producer<String, FaultRecord> faults;
  private final Producer<String, RunEvent> runs;
  private final FaultMeters meters;
  private volatile boolean slow;

  KafkaJournal(KafkaSettings kafka, FaultMeters meters) {
    this.meters = meters;
    Map<String, String> properties = new HashMap<>();
    properties.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.toString(PATIENCE_MILLIS));
    // An event that is not acknowledged in time keeps its place in the order for that long.
    properties.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "600000");
    properties.putAll(kafka.properties());
    KafkaSettings patient = new KafkaSettings(kafka.bootstrapServers(), properties);
    faults = KafkaClients.eventProducer(patient, Topics.FAULTS);
    runs = KafkaClients.eventProducer(patient, Topics.RUNS);
  }

  @Override
  public boolean append(FaultEvent event) {
    meters.entered(event);
    return acknowledged(
        () ->
            faults.send(
                Topics.FAULTS.record(event.runId().toString(), event, event.atMicros()),
                logged(event)),
        event);
  }

  @Override
  public boolean append(RunEvent event) {
    return acknowledged(
        () ->
            runs.send(
                Topics.RUNS.record(event.runId().toString(), event, event.atMicros()),
                logged(event.getClass().getSimpleName())),
        event.getClass().getSimpleName());
  }

  @Override
  public void append(FaultProgress progress) {
    try {
      faults.send(
          Topics.FAULTS.record(progress.runId().toString(), progress, progress.watermarkMicros()),
          logged(progress));
    } catch (KafkaException refused) {
      LOG.log(Level.WARNING, "not recorded: {0}: {1}", progress, refused.getMessage());
    }
  }

  @Override
  public void ended(RunId runId) {
    meters.ended(runId);
  }

  @Override
  public void close() {
    faults.close(CLOSE_PATIENCE);
    runs.close(CLOSE_PATIENCE);
  }

  private interface Sending {
    Future<?> send();
  }

  private boolean acknowledged(Sending sending, Object event) {
    try {
      sending.send().get(slow ? NO_PATIENCE_MILLIS : PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException late) {
      slow = true;
      return false;
    } catch (ExecutionException | KafkaException refused) {
      LOG.log(Level.ERROR, "not recorded: {0}: {1}", event, refused.getMessage());
      return false;
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Callback logged(Object event) {
    return (metadata, failure) -> {
      if (failure == null) {
        slow = false;
      } else {
        LOG.log(Level.ERROR, "not recorded: {0}: {1}", event, failure.getMessage());
      }
    };
  }
}
