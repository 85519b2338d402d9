package dev.faultline.core.latency;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class LatencyHistogramTest {

  @Test
  void isZeroEverywhereWhenEmpty() {
    LatencyHistogram empty = new LatencyHistogram();

    assertThat(empty.count()).isZero();
    assertThat(empty.min()).isZero();
    assertThat(empty.max()).isZero();
    assertThat(empty.mean()).isZero();
    assertThat(empty.percentile(99)).isZero();
    assertThat(LatencyHistogram.decode(empty.encode(), 0)).isEqualTo(empty);
  }

  @Test
  void whatIsLongerThanTenMinutesSaturatesAndIsCounted() {
    LatencyHistogram histogram = of(1_000, LatencyHistogram.MAX_MICROS, 600_000_001, 1L << 60);

    assertThat(histogram.count()).isEqualTo(4);
    assertThat(histogram.saturated()).isEqualTo(2);
    assertThat(histogram.max()).isEqualTo(LatencyHistogram.MAX_MICROS);
    assertThat(histogram.percentile(100)).isEqualTo(LatencyHistogram.MAX_MICROS);
  }

  @Test
  void saturationAddsUpAndSurvivesEncoding() {
    LatencyHistogram sum = of(1L << 40);
    sum.add(of(1L << 41, 5));

    assertThat(sum.saturated()).isEqualTo(2);
    assertThat(LatencyHistogram.decode(sum.encode(), sum.saturated())).isEqualTo(sum);
    assertThat(LatencyHistogram.decode(sum.encode(), 0)).isNotEqualTo(sum);
  }

  @Test
  void latenciesBelowAMicrosecondCountAsZero() {
    LatencyHistogram histogram = of(-5, 0, 0);

    assertThat(histogram.count()).isEqualTo(3);
    assertThat(histogram.max()).isZero();
    assertThat(histogram.saturated()).isZero();
  }

  @Test
  void addingLeavesTheOtherAsItIs() {
    LatencyHistogram other = of(7, 8);
    of(1).add(other);

    assertThat(other).isEqualTo(of(7, 8));
  }

  @Test
  void theMeanIsOfTheValues() {
    assertThat(of(1_000, 2_000, 6_000).mean()).isCloseTo(3_000, within(3.0));
  }

  @Test
  void refusesBytesThatAreNoHistogram() {
    byte[] cut = java.util.Arrays.copyOf(of(1, 2, 3).encode(), 12);

    assertThatIllegalArgumentException()
        .isThrownBy(() -> LatencyHistogram.decode(cut, 0))
        .withMessageStartingWith("not a compressed HdrHistogram");
    assertThatIllegalArgumentException().isThrownBy(() -> LatencyHistogram.decode(new byte[0], 0));
    assertThatIllegalArgumentException().isThrownBy(() -> LatencyHistogram.decode(new byte[64], 0));
  }

  @Test
  void aSecondOfAMillionInOneSlotAddsUpOverAMinuteAndFarBeyond() {
    LatencyHistogram sum = of(40, 40, 40);
    for (int doubled = 0; doubled < 40; doubled++) {
      sum.add(LatencyHistogram.decode(sum.encode(), 0));
    }

    assertThat(sum.count()).isEqualTo(3L << 40);
    assertThat(sum.percentile(100)).isEqualTo(40);
    assertThat(LatencyHistogram.decode(sum.encode(), 0)).isEqualTo(sum);
  }

  @Test
  void canBeAddedToItself() {
    LatencyHistogram twice = of(1, 2, 2);
    twice.add(twice);

    assertThat(twice).isEqualTo(of(1, 1, 2, 2, 2, 2));
  }

  @Test
  void refusesWhateverBytesAreChanged() {
    LatencyHistogram histogram = of(1, 2, 3, 5_000, 70_000_000);
    byte[] bytes = histogram.encode();
    for (int i = 0; i < bytes.length; i++) {
      byte[] changed = bytes.clone();
      changed[i] ^= 0x55;
      try {
        assertThat(LatencyHistogram.decode(changed, 0)).isEqualTo(histogram);
      } catch (IllegalArgumentException e) {
        assertThat(e).hasMessageStartingWith("not a compressed HdrHistogram");
      }
    }
  }

  private static LatencyHistogram of(long... micros) {
    LatencyHistogram histogram = new LatencyHistogram();
    for (long value : micros) {
      histogram.record(value);
    }
    return histogram;
  }
}
