package dev.faultline.aggregator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.aggregator.window.RollUp;
import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.Series;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.Topics;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PartStoreTest {

  private static final RunId RUN = new RunId(new UUID(7, 7));
  private static final RunId NEXT = new RunId(new UUID(7, 8));
  private static final long SECOND = WindowStats.BASE_MICROS;

  /** Where a careless order of bytes is another one than that of the texts. */
  private static final List<String> NAMES =
      List.of("", "a", "a b", "a-b", "ab", "b", "ü", "\uffee", "\ud83d\ude00");

  private final KeyValueStore<Bytes, byte[]> written =
      Stores.keyValueStoreBuilder(
              Stores.inMemoryKeyValueStore(PartStore.NAME), Serdes.Bytes(), Serdes.ByteArray())
          .withLoggingDisabled()
          .build();
  private final TransitStore<WindowStats> store = PartStore.over(written);
  private final PartStore parts = new PartStore(new RunEntries<>(store, RUN));

  @BeforeEach
  void open() {
    store.init(new MockProcessorContext<>().getStateStoreContext(), store);
  }

  @AfterEach
  void close() {
    store.close();
  }

  private void put(WindowStats window) {
    new PartStore(new RunEntries<>(store, window.runId()))
        .put(window, Topics.WINDOWS.codec().encode(window));
  }

  private static WindowStats window(Series series, long startMicros, long sizeMicros) {
    return window(series, startMicros, sizeMicros, new LatencyHistogram());
  }

  private static WindowStats window(
      Series series, long startMicros, long sizeMicros, LatencyHistogram latencies) {
    return new WindowStats(
        series,
        startMicros,
        sizeMicros,
        Map.of(Outcome.OK, latencies.count()),
        new TreeMap<>(),
        latencies,
        latencies,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        GeneratorHealth.PERFECT);
  }

  private long bytes() {
    long bytes = 0;
    try (KeyValueIterator<Bytes, byte[]> all = written.all()) {
      while (all.hasNext()) {
        bytes += all.next().value.length;
      }
    }
    return bytes;
  }

  @Test
  void parts_come_by_series_in_their_order_and_then_by_time() {
    List<WindowStats> windows = new ArrayList<>();
    for (String scenario : NAMES) {
      for (String step : NAMES) {
        windows.add(window(new Series(RUN, scenario, step), 255 * SECOND, SECOND));
        windows.add(window(new Series(RUN, scenario, step), 256 * SECOND, SECOND));
      }
    }
    List<WindowStats> shuffled = new ArrayList<>(windows);
    Collections.shuffle(shuffled, new Random(7));
    shuffled.forEach(this::put);

    windows.sort(Comparator.comparing(WindowStats::series).thenComparing(WindowStats::startMicros));
    assertThat(parts.take(RollUp.TEN_SECONDS)).containsExactlyElementsOf(windows);
  }

  @Test
  void only_parts_of_that_size_and_run_are_taken_and_that_once() {
    Series series = new Series(RUN, "shop", "order");
    WindowStats second = window(series, 0, SECOND);
    WindowStats tenSeconds = window(series, 0, 10 * SECOND);
    WindowStats ofAnother = window(new Series(NEXT, "shop", "order"), 0, SECOND);
    List.of(second, tenSeconds, ofAnother).forEach(this::put);

    assertThat(parts.take(RollUp.TEN_SECONDS)).containsExactly(second);
    assertThat(parts.take(RollUp.TEN_SECONDS)).isEmpty();
    assertThat(parts.take(RollUp.MINUTE)).containsExactly(tenSeconds);
    assertThat(store.size()).isEqualTo(1);
  }

  @Test
  void a_run_is_forgotten_without_the_others() {
    put(window(new Series(RUN, "shop", "order"), 0, SECOND));
    put(window(new Series(RUN, "shop", "order"), 0, 10 * SECOND));
    put(window(new Series(NEXT, "shop", "order"), 0, SECOND));

    new RunEntries<>(store, RUN).clear();

    assertThat(parts.take(RollUp.TEN_SECONDS)).isEmpty();
    assertThat(parts.take(RollUp.MINUTE)).isEmpty();
    assertThat(store.size()).isEqualTo(1);
  }

  @Test
  void what_waits_for_a_series_of_a_hundred_requests_a_second_takes_few_bytes() {
    Random random = new Random(7);
    Series series = new Series(RUN, "shop", "order");
    for (int part = 0; part < 9; part++) {
      put(window(series, part * SECOND, SECOND, latencies(100, random)));
    }
    for (int part = 0; part < 5; part++) {
      put(window(series, part * 10 * SECOND, 10 * SECOND, latencies(1000, random)));
    }

    store.flushCache();

    assertThat(bytes()).isBetween(2_000L, 20_000L);
  }

  private static LatencyHistogram latencies(int count, Random random) {
    LatencyHistogram latencies = new LatencyHistogram();
    for (int i = 0; i < count; i++) {
      latencies.record(1 + (long) (20_000 * Math.exp(random.nextGaussian() / 2)));
    }
    return latencies;
  }
}
