package dev.faultline.core.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.faultline.core.resource.Growth.Point;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GrowthTest {

  @Test
  void aLineGrowsByItsSlope() {
    assertThat(Growth.of(points(10, i -> 5 + 3 * i)).getAsDouble()).isEqualTo(3);
    assertThat(Growth.of(points(11, i -> 5 - 3 * i)).getAsDouble()).isEqualTo(-3);
  }

  @Test
  void whatStaysDoesNotGrow() {
    assertThat(Growth.of(points(20, _ -> 7)).getAsDouble()).isZero();
  }

  @Test
  void aQuarterOfWildSamplesDoesNotLeadItAstray() {
    double growth =
        Growth.of(points(40, i -> i % 4 == 0 ? 1e9 * (i % 8 - 3) : 2 * i)).getAsDouble();

    assertThat(growth).isEqualTo(2, within(0.5));
  }

  @Test
  void noiseIsNoGrowth() {
    int taken = 0;
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      if (Growth.of(points(60, _ -> random.nextGaussian())).getAsDouble() != 0) {
        taken++;
      }
    }

    assertThat(taken).as("of 200, at a level of 1 %%").isLessThanOrEqualTo(8);
  }

  @Test
  void growthIsFoundBeneathNoise() {
    for (int seed = 0; seed < 50; seed++) {
      Random random = new Random(seed);
      double growth = Growth.of(points(60, i -> 0.1 * i + random.nextGaussian())).getAsDouble();
      assertThat(growth).isBetween(0.05, 0.15);
    }
  }

  @Test
  void stepsOfAFewEqualValuesAreGrowth() {
    assertThat(Growth.of(points(60, i -> i / 20)).getAsDouble()).isPositive();
  }

  @Test
  void anOutlierAmongEqualSamplesIsNone() {
    assertThat(Growth.of(points(30, i -> i == 29 ? 100 : 7)).getAsDouble()).isZero();
  }

  @Test
  void fewSamplesSayNothing() {
    assertThat(Growth.of(points(9, i -> i))).isEmpty();
    assertThat(Growth.of(List.of())).isEmpty();
  }

  private static List<Point> points(int count, IntToDoubleFunction value) {
    return IntStream.range(0, count).mapToObj(i -> new Point(i, value.applyAsDouble(i))).toList();
  }
}
