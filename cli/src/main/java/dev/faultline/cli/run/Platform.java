package dev.faultline.cli.run;

import dev.faultline.schemas.KafkaSettings;
import java.util.Optional;

/** What carries a run: a Kafka, and somewhere the four services. */
interface Platform extends AutoCloseable {

  KafkaSettings kafka();

  /** Where the metrics of the parts in this process are served. */
  Optional<String> metricsUrl();

  /** Why it can carry the run no longer, one sentence; empty while all is well. */
  Optional<String> failure();

  @Override
  void close();
}
