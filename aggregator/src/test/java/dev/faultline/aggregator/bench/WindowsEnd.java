package dev.faultline.aggregator.bench;

import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import dev.faultline.schemas.avro.OutcomeCount;
import dev.faultline.schemas.avro.RunProgress;
import dev.faultline.schemas.avro.WindowStats;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The aggregator is done when the run's final progress is committed. */
final class WindowsEnd implements End, AutoCloseable {

  private static final long BASE = TimeUnit.SECONDS.toMicros(1);

  private final AvroReader<WindowStats> stats = new AvroReader<>(WindowStats.getClassSchema());
  private final AvroReader<RunProgress> progress = new AvroReader<>(RunProgress.getClassSchema());
  private final TopicTail windows;
  private final long expected;

  WindowsEnd(KafkaSettings kafka, long expected) {
    windows = new TopicTail(kafka, Topics.WINDOWS.name());
    this.expected = expected;
  }

  @Override
  public void mark() {
    windows.mark();
  }

  @Override
  public boolean reached() {
    for (ConsumerRecord<String, byte[]> record : windows.poll()) {
      if (progress.reads(record.value()) && progress.read(record.value()).getFinished()) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void verify() {
    windows.rewind();
    long counted = 0;
    while (!windows.exhausted()) {
      for (ConsumerRecord<String, byte[]> record : windows.poll()) {
        counted += stats.reads(record.value()) ? completed(stats.read(record.value())) : 0;
      }
    }
    Verified.equal("results in the windows of a second", expected, counted);
  }

  private static long completed(WindowStats window) {
    return window.getSizeMicros() == BASE
        ? window.getOutcomes().stream().mapToLong(OutcomeCount::getCount).sum()
        : 0;
  }

  @Override
  public void close() {
    windows.close();
  }
}
