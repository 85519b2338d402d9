package dev.faultline.aggregator.bench;

import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import dev.faultline.schemas.avro.OutcomeCount;
import dev.faultline.schemas.avro.RunProgress;
import dev.faultline.schemas.avro.WindowStats;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/** Notes when each window of a second was polled. */
final class WindowArrivals implements AutoCloseable {

  private static final long BASE = TimeUnit.SECONDS.toMicros(1);

  private record Arrival(long endMicros, long nanos) {}

  private final AvroReader<WindowStats> stats = new AvroReader<>(WindowStats.getClassSchema());
  private final AvroReader<RunProgress> progress = new AvroReader<>(RunProgress.getClassSchema());
  private final TopicTail windows;
  private final long fromMicros;
  private final List<Arrival> arrivals = new ArrayList<>();
  private long counted;
  private boolean finished;

  /**
   * @param fromMicros only windows that begin then or later are noted
   */
  WindowArrivals(KafkaSettings kafka, long fromMicros) {
    windows = new TopicTail(kafka, Topics.WINDOWS.name());
    windows.mark();
    this.fromMicros = fromMicros;
  }

  /**
   * Reads until the run has finished.
   *
   * @param check throws when it never will
   */
  void readToEnd(Runnable check) {
    while (!finished) {
      check.run();
      ConsumerRecords<String, byte[]> polled = windows.poll();
      long now = System.nanoTime();
      for (ConsumerRecord<String, byte[]> record : polled) {
        read(record.value(), now);
      }
    }
  }

  private void read(byte[] value, long now) {
    if (progress.reads(value)) {
      finished = progress.read(value).getFinished();
    } else if (stats.reads(value)) {
      WindowStats window = stats.read(value);
      if (window.getSizeMicros() == BASE) {
        note(window, now);
      }
    }
  }

  private void note(WindowStats window, long now) {
    counted += window.getOutcomes().stream().mapToLong(OutcomeCount::getCount).sum();
    if (window.getStartMicros() >= fromMicros) {
      arrivals.add(new Arrival(window.getStartMicros() + BASE, now));
    }
  }

  void verify(long expected) {
    Verified.equal("results in the windows of a second", expected, counted);
  }

  /**
   * Milliseconds that the windows took, in ascending order.
   *
   * @param handed when each watermark was handed to the producer
   */
  List<Double> delays(Map<Long, Long> handed) {
    return arrivals.stream()
        .map(arrival -> (arrival.nanos() - handed.get(arrival.endMicros())) / 1e6)
        .sorted()
        .toList();
  }

  @Override
  public void close() {
    windows.close();
  }
}
