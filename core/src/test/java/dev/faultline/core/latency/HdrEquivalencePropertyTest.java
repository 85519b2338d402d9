package dev.faultline.core.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.LongRange;
import org.HdrHistogram.Histogram;

/** Whatever a {@link LatencyHistogram} says, HdrHistogram says of the same latencies. */
class HdrEquivalencePropertyTest {

  @Property(tries = 300)
  void says_what_the_library_says(
      @ForAll("latencies") List<Long> values, @ForAll @DoubleRange(max = 100) double percentile) {
    LatencyHistogram histogram = of(values);

    assertSame(histogram, HdrReference.of(values), percentile);
    assertThat(histogram.saturated())
        .isEqualTo(values.stream().filter(v -> v > LatencyHistogram.MAX_MICROS).count());
  }

  @Property(tries = 300)
  void merged_parts_of_any_size_say_what_the_library_says_of_all_values(
      @ForAll("latencies") List<Long> values,
      @ForAll @DoubleRange(max = 100) double percentile,
      @ForAll long seed) {
    Random random = new Random(seed);
    LatencyHistogram merged = new LatencyHistogram();
    for (int from = 0; from < values.size(); ) {
      int to = from + 1 + random.nextInt(values.size() - from);
      merged.add(of(values.subList(from, to)));
      from = to;
    }

    assertSame(merged, HdrReference.of(values), percentile);
    assertThat(merged).isEqualTo(of(values)).hasSameHashCodeAs(of(values));
  }

  @Property(tries = 100)
  void counts_of_any_size_are_those_of_the_library(
      @ForAll("latencies") List<Long> values,
      @ForAll @LongRange(min = 1, max = 1L << 40) long times,
      @ForAll @DoubleRange(max = 100) double percentile) {
    Histogram reference = HdrReference.empty();
    values.stream()
        .map(value -> Math.clamp(value, 0, LatencyHistogram.MAX_MICROS))
        .forEach(value -> reference.recordValueWithCount(value, times));
    LatencyHistogram decoded = LatencyHistogram.decode(HdrReference.encode(reference), 0);
    assertSame(decoded, reference, percentile);

    reference.add(HdrReference.of(values));
    decoded.add(of(values));
    assertSame(decoded, reference, percentile);
  }

  @Property(tries = 100)
  void histograms_of_any_range_are_read(
      @ForAll("latencies") List<Long> values, @ForAll @DoubleRange(max = 100) double percentile) {
    Histogram hour = new Histogram(1, 3_600_000_000L, 3);
    values.forEach(hour::recordValue);
    LatencyHistogram read = LatencyHistogram.decode(HdrReference.encode(hour), 0);

    assertSame(read, HdrReference.of(values), percentile);
  }

  @Property(tries = 100)
  void histograms_of_less_precision_keep_their_percentiles(
      @ForAll("latencies") List<Long> values, @ForAll @DoubleRange(max = 100) double percentile) {
    Histogram coarse = new Histogram(10, 3_600_000_000L, 2);
    values.forEach(coarse::recordValue);
    LatencyHistogram read = LatencyHistogram.decode(HdrReference.encode(coarse), 0);

    assertThat(read.count()).isEqualTo(coarse.getTotalCount());
    for (double each : new double[] {1, percentile, 99, 100}) {
      assertThat(read.percentile(each == 0 ? 1 : each))
          .isEqualTo(HdrReference.percentile(coarse, each == 0 ? 1 : each));
    }
  }

  /** Sizes around the limit between the two forms; values close together and far apart. */
  @Provide
  Arbitrary<List<Long>> latencies() {
    Arbitrary<Integer> sizes =
        Arbitraries.oneOf(
            Arbitraries.integers().between(0, 200),
            Arbitraries.integers().between(FewLatencies.LIMIT - 2, FewLatencies.LIMIT + 2),
            Arbitraries.integers().between(0, 4 * FewLatencies.LIMIT));
    Arbitrary<Long> ranges = Arbitraries.of(1L, 100L, 5_000L, 10_000_000L, 700_000_000L);
    return Combinators.combine(sizes, ranges, Arbitraries.longs())
        .as((size, range, seed) -> random(new Random(seed), size, range));
  }

  private static List<Long> random(Random random, int size, long range) {
    LongStream values = random.longs(size, 0, range + 1);
    return new ArrayList<>(values.boxed().toList());
  }

  private static LatencyHistogram of(List<Long> values) {
    LatencyHistogram histogram = new LatencyHistogram();
    values.forEach(histogram::record);
    return histogram;
  }

  private static void assertSame(
      LatencyHistogram histogram, Histogram reference, double percentile) {
    assertThat(histogram.count()).isEqualTo(reference.getTotalCount());
    assertThat(histogram.encode()).isEqualTo(HdrReference.encode(reference));
    assertThat(histogram.mean()).isEqualTo(reference.getMean());
    assertThat(histogram.min()).isEqualTo(reference.getMinValue());
    assertThat(histogram.max())
        .isEqualTo(Math.min(LatencyHistogram.MAX_MICROS, reference.getMaxValue()));
    for (double each : new double[] {0, percentile, 50, 99, 99.99, 100}) {
      assertThat(histogram.percentile(each)).isEqualTo(HdrReference.percentile(reference, each));
    }
  }
}
