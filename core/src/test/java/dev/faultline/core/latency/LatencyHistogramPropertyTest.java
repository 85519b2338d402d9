package dev.faultline.core.latency;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class LatencyHistogramPropertyTest {

  private static final double[] PERCENTILES = {0, 1, 25, 50, 75, 90, 95, 99, 99.9, 100};

  @Property(tries = 200)
  void mergedPartsEqualOneHistogramOverAllValues(
      @ForAll("latencies") List<Long> values, @ForAll long seed) {
    Random random = new Random(seed);
    List<LatencyHistogram> parts =
        List.of(new LatencyHistogram(), new LatencyHistogram(), new LatencyHistogram());
    values.forEach(value -> parts.get(random.nextInt(parts.size())).record(value));
    LatencyHistogram merged = new LatencyHistogram();
    parts.forEach(merged::add);
    LatencyHistogram whole = of(values);

    assertThat(merged).isEqualTo(whole).hasSameHashCodeAs(whole);
    assertThat(merged.encode()).isEqualTo(whole.encode());
    assertThat(merged.saturated()).isEqualTo(whole.saturated());
    for (double percentile : PERCENTILES) {
      assertThat(merged.percentile(percentile)).isEqualTo(whole.percentile(percentile));
    }
  }

  @Property(tries = 200)
  void equalContentsGiveEqualBytesInWhateverOrderTheyCame(
      @ForAll("latencies") List<Long> values, @ForAll long seed) {
    List<Long> shuffled = new ArrayList<>(values);
    Collections.shuffle(shuffled, new Random(seed));

    assertThat(of(shuffled).encode()).isEqualTo(of(values).encode());
  }

  @Property(tries = 200)
  void whatIsDecodedIsWhatWasEncoded(@ForAll("latencies") List<Long> values) {
    LatencyHistogram histogram = of(values);
    byte[] encoded = histogram.encode();
    LatencyHistogram decoded = LatencyHistogram.decode(encoded, histogram.saturated());

    assertThat(decoded).isEqualTo(histogram).hasSameHashCodeAs(histogram);
    assertThat(decoded.encode()).isEqualTo(encoded);
    assertThat(decoded.min()).isEqualTo(histogram.min());
    assertThat(decoded.max()).isEqualTo(histogram.max());
    assertThat(decoded.mean()).isEqualTo(histogram.mean());
    for (double percentile : PERCENTILES) {
      assertThat(decoded.percentile(percentile)).isEqualTo(histogram.percentile(percentile));
    }
  }

  @Property(tries = 200)
  void aDecodedHistogramGoesOnLikeTheOriginal(
      @ForAll("latencies") List<Long> before, @ForAll("latencies") List<Long> after) {
    LatencyHistogram original = of(before);
    LatencyHistogram decoded = LatencyHistogram.decode(original.encode(), original.saturated());
    for (long value : after) {
      original.record(value);
      decoded.record(value);
    }

    assertThat(decoded).isEqualTo(original);
    assertThat(decoded.encode()).isEqualTo(original.encode());
  }

  @Property(tries = 200)
  void percentilesAreExactToThreeDigits(@ForAll("latencies") List<Long> values) {
    List<Long> sorted =
        values.stream().map(v -> Math.clamp(v, 0, LatencyHistogram.MAX_MICROS)).sorted().toList();
    LatencyHistogram histogram = of(values);

    for (double percentile : PERCENTILES) {
      int rank = Math.max(1, (int) Math.ceil(percentile / 100 * sorted.size() - 1e-9));
      long exact = sorted.get(rank - 1);
      long error = exact / 1000 + 1;
      assertThat(histogram.percentile(percentile)).isBetween(exact - error, exact + error);
    }
  }

  @Provide
  Arbitrary<List<Long>> latencies() {
    return Arbitraries.oneOf(
            Arbitraries.longs().between(0, 5_000),
            Arbitraries.longs().between(0, 10_000_000),
            Arbitraries.longs().between(0, 700_000_000))
        .list()
        .ofMinSize(1)
        .ofMaxSize(200);
  }

  private static LatencyHistogram of(List<Long> values) {
    LatencyHistogram histogram = new LatencyHistogram();
    values.forEach(histogram::record);
    return histogram;
  }
}
