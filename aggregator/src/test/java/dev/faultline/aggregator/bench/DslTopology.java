package dev.faultline.aggregator.bench;

import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.window.Series;
import dev.faultline.schemas.Topics;
import java.time.Duration;
import org.HdrHistogram.Histogram;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.kstream.Grouped;
import org.apache.kafka.streams.kstream.Materialized;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.TimeWindows;

/**
 * Response times per series and second as one would write it with the DSL: a histogram in a window
 * store, changed by each result. It does less than the aggregator: no service time, no counts, no
 * duplicates and gaps, no watermarks, and the windows are written again and again.
 */
final class DslTopology {

  static final String RESULTS = "bench.results";
  static final String WINDOWS = "bench.windows";

  private static final long MAX_MICROS = 600_000_000L;

  private DslTopology() {}

  static Topology build(Serde<Histogram> histograms) {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream(RESULTS, Consumed.with(Serdes.String(), Topics.RESULTS.serde()))
        .filter((key, result) -> result instanceof RequestResult)
        .groupBy(
            (key, result) -> series(result).toString(),
            Grouped.with(Serdes.String(), Topics.RESULTS.serde()))
        .windowedBy(TimeWindows.ofSizeAndGrace(Duration.ofSeconds(1), Duration.ofSeconds(10)))
        .aggregate(
            () -> new Histogram(1, MAX_MICROS, 3),
            (series, result, histogram) -> add(result, histogram),
            Materialized.with(Serdes.String(), histograms))
        .toStream((window, histogram) -> window.key() + "@" + window.window().start())
        .to(WINDOWS, Produced.with(Serdes.String(), histograms));
    return builder.build();
  }

  private static Series series(ResultRecord result) {
    RequestResult request = (RequestResult) result;
    return new Series(request.runId(), request.scenario(), request.step());
  }

  private static Histogram add(ResultRecord result, Histogram histogram) {
    long micros = ((RequestResult) result).responseTimeMicros();
    histogram.recordValue(Math.min(MAX_MICROS, micros));
    return histogram;
  }
}
