package dev.faultline.generator;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.resource.ResourceRecord;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.scenario.UnusableTargetException;
import dev.faultline.generator.sink.ShardId;
import dev.faultline.schemas.Topics;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.KafkaException;

/**
 * Loads of which the first shard of each run has the run's resources looked at: whichever generator
 * carries it is the only one to do so.
 */
record SampledLoads(Load.Source loads, Clock clock, Producer<String, ResourceRecord> producer)
    implements Load.Source {

  private static final System.Logger LOG = System.getLogger(SampledLoads.class.getName());

  @Override
  public void check(Plan plan) throws UnusableTargetException {
    loads.check(plan);
  }

  @Override
  public Load prepare(ShardId id, Plan plan) throws UnusableTargetException {
    Load load = loads.prepare(id, plan);
    return id.shard() == 0 && !plan.resources().isEmpty()
        ? new SampledLoad(id.runId(), plan, load, clock, this::send)
        : load;
  }

  private CompletableFuture<Void> send(ResourceRecord record) {
    CompletableFuture<Void> sent = new CompletableFuture<>();
    try {
      producer.send(
          Topics.RESOURCES.record(record.runId().toString(), record, record.atMicros()),
          (_, failure) -> {
            lost(failure);
            sent.complete(null);
          });
    } catch (KafkaException | IllegalStateException failure) { // Also one that is closed.
      lost(failure);
      sent.complete(null);
    }
    return sent;
  }

  private static void lost(Exception failure) {
    if (failure != null) {
      LOG.log(Level.WARNING, "Kafka did not take a resource sample", failure);
    }
  }
}
