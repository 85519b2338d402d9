package dev.faultline.cli.compare;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;

class TolerancePropertyTest {

  @Property
  void gettingBetterNeverFails(
      @ForAll Figure figure,
      @ForAll @DoubleRange(max = 1e6) double one,
      @ForAll @DoubleRange(max = 1e6) double other,
      @ForAll @DoubleRange(max = 100) double percent) {
    double low = Math.min(one, other);
    double high = Math.max(one, other);
    boolean more = figure == Figure.THROUGHPUT;

    assertThat(new Tolerance(percent).exceeded(figure, more ? low : high, more ? high : low))
        .isFalse();
  }

  @Property
  void whoToleratesMoreFailsNoMoreOften(
      @ForAll Figure figure,
      @ForAll @DoubleRange(max = 1e6) double baseline,
      @ForAll @DoubleRange(max = 1e6) double current,
      @ForAll @DoubleRange(max = 100) double one,
      @ForAll @DoubleRange(max = 100) double other) {
    boolean strict = new Tolerance(Math.min(one, other)).exceeded(figure, baseline, current);
    boolean lenient = new Tolerance(Math.max(one, other)).exceeded(figure, baseline, current);

    assertThat(strict || !lenient).isTrue();
  }
}
