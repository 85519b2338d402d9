package dev.faultline.aggregator.topology;

import dev.faultline.aggregator.topology.Reduction.Rejected;
import dev.faultline.aggregator.topology.Reduction.Reported;
import dev.faultline.aggregator.window.Acceptance;
import dev.faultline.aggregator.window.Shard;
import dev.faultline.aggregator.window.ShardKey;
import dev.faultline.aggregator.window.ShardReport;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.ResultCursor;
import dev.faultline.schemas.Topics;
import dev.faultline.schemas.UndecodableException;
import dev.faultline.schemas.deadletter.DeadLetter;
import dev.faultline.streams.PolledRecords;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * First stage: reduces the results of a partition's shards where they are read. Nothing is
 * serialised per record; only closed windows leave it.
 */
final class ReduceShards implements Processor<byte[], PolledRecords, String, Reduction> {

  static final String STORE = "shards";

  private static final Logger LOG = System.getLogger(ReduceShards.class.getName());

  private final TopologyListener listener;
  private final Map<Integer, Long> undecodable = new HashMap<>();
  private final ResultCursor result = new ResultCursor();
  private ProcessorContext<String, Reduction> context;
  private LiveStore<ShardKey, Shard> shards;

  /** The shard of the record before, that the next one mostly is of, too. */
  private Shard current;

  private ShardKey currentKey;

  ReduceShards(TopologyListener listener) {
    this.listener = listener;
  }

  @Override
  public void init(ProcessorContext<String, Reduction> itsContext) {
    context = itsContext;
    shards = context.getStateStore(STORE);
  }

  @Override
  public void process(Record<byte[], PolledRecords> polled) {
    // A commit may have come in between: then shards have to be marked as changed again.
    currentKey = null;
    for (ConsumerRecord<byte[], ByteBuffer> record : polled.value().records()) {
      if (isResult(record.value())) {
        tell(shard(result.runId(), result.shard(), record).accept(result));
      } else {
        acceptOther(record);
      }
    }
  }

  /** The consumer allocates its buffers on the heap; another one would be left to the codec. */
  private boolean isResult(ByteBuffer value) {
    return value != null
        && value.hasArray()
        && result.moveTo(value.array(), value.arrayOffset() + value.position(), value.remaining());
  }

  /** Progress, and what only the codec understands. */
  private void acceptOther(ConsumerRecord<byte[], ByteBuffer> record) {
    ResultRecord other;
    try {
      other = decode(record);
    } catch (UndecodableException e) {
      reject(record, e);
      return;
    }
    Shard shard = shard(other.runId(), other.shard(), record);
    tell(
        switch (other) {
          case RequestResult request -> shard.accept(request);
          case ShardProgress progress -> shard.accept(progress, this::report);
        });
  }

  private static ResultRecord decode(ConsumerRecord<byte[], ByteBuffer> record) {
    if (record.value() == null) {
      throw new UndecodableException("a result without a value");
    }
    return Topics.RESULTS.codec().decode(Utils.toArray(record.value()));
  }

  private Shard shard(RunId runId, int shard, ConsumerRecord<byte[], ByteBuffer> record) {
    if (currentKey == null || currentKey.shard() != shard || !currentKey.runId().equals(runId)) {
      currentKey = new ShardKey(runId, shard);
      if (!shards.contains(currentKey)) {
        forgetSilentShards(record);
      }
      current = shards.change(currentKey, Shard::new);
      current.heardAt(record.offset());
    }
    return current;
  }

  private void tell(Acceptance acceptance) {
    if (acceptance != Acceptance.COUNTED) {
      listener.notCounted(acceptance);
    }
  }

  private void report(ShardReport.Reached reached) {
    long endMillis = Math.floorDiv(reached.endMicros(), 1000L);
    forward(reached, endMillis);
    PromptCommit.request(context, endMillis);
  }

  private void forward(ShardReport report, long millis) {
    context.forward(new Record<>(report.runId().toString(), new Reported(report), millis));
  }

  /** Runs come and go; this bounds what is kept of those whose generator went without a word. */
  private void forgetSilentShards(ConsumerRecord<byte[], ByteBuffer> now) {
    shards.removeIf(
        (key, shard) -> {
          boolean silent = shard.silentBefore(now.offset(), now.timestamp() * 1000);
          if (silent && !shard.ended()) {
            LOG.log(Level.WARNING, "run {0}: shard {1} is abandoned", key.runId(), key.shard());
            forward(new ShardReport.Abandoned(key), Math.max(0, now.timestamp()));
          }
          return silent;
        });
  }

  private void reject(ConsumerRecord<byte[], ByteBuffer> record, UndecodableException why) {
    RecordMetadata place = context.recordMetadata().orElseThrow();
    listener.undecodable();
    if (undecodable.merge(place.partition(), 1L, Long::sum) == 1) {
      LOG.log(
          Level.WARNING,
          "{0}-{1}@{2} goes to the dead letters, as will others like it: {3}",
          place.topic(),
          place.partition(),
          Long.toString(record.offset()),
          why.getMessage());
    }
    DeadLetter letter =
        new DeadLetter(
            place.topic(),
            place.partition(),
            record.offset(),
            why.getMessage(),
            Bytes.wrap(record.value() == null ? new byte[0] : Utils.toArray(record.value())));
    String key = place.topic() + "/" + place.partition();
    context.forward(new Record<>(key, new Rejected(letter), Math.max(0, record.timestamp())));
  }
}
