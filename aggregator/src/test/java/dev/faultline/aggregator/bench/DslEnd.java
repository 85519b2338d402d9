package dev.faultline.aggregator.bench;

import dev.faultline.schemas.KafkaSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The DSL is done when the latest revisions of all windows hold all results. */
final class DslEnd implements End, AutoCloseable {

  private final TopicTail windows;
  private final boolean compressed;
  private final long expected;
  private final Map<String, Long> counts = new HashMap<>();
  private long counted;

  DslEnd(KafkaSettings kafka, boolean compressed, long expected) {
    windows = new TopicTail(kafka, DslTopology.WINDOWS);
    this.compressed = compressed;
    this.expected = expected;
  }

  @Override
  public void mark() {
    windows.mark();
    counts.clear();
    counted = 0;
  }

  @Override
  public boolean reached() {
    for (ConsumerRecord<String, byte[]> record : windows.poll()) {
      long count = HistogramSerde.decode(record.value(), compressed).getTotalCount();
      Long before = counts.put(record.key(), count);
      counted += count - (before == null ? 0 : before);
    }
    return counted >= expected;
  }

  @Override
  public void verify() {
    Verified.equal("results in the windows", expected, counted);
  }

  @Override
  public void close() {
    windows.close();
  }
}
