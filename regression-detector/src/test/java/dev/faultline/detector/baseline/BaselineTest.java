package dev.faultline.detector.baseline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class BaselineTest {

  private static final Margins MARGINS = new Margins(5, 0.5, 10);

  @Test
  void outliersMoveNeitherCentreNorSpread() {
    Baseline calm = Baseline.of(10, 11, 12, 13, 14);
    Baseline shaken = Baseline.of(10, 11, 12, 13, 10_000);

    assertThat(shaken).isEqualTo(calm);
    assertThat(calm.centre()).isEqualTo(12);
    assertThat(calm.spread()).isEqualTo(1.4826);
  }

  @Test
  void theMedianOfAnEvenNumberLiesBetweenTheTwoInTheMiddle() {
    assertThat(Baseline.of(1, 2, 4, 8).centre()).isEqualTo(3);
  }

  @Test
  void theLargestMarginCounts() {
    assertThat(large(2, 0).limit(MARGINS)).as("absolute").isCloseTo(12, within(0.1));
    assertThat(large(100, 0).limit(MARGINS)).as("share").isCloseTo(150, within(0.5));
    assertThat(large(100, 20).limit(MARGINS)).as("spread").isCloseTo(200, within(1.0));
  }

  @Test
  void aYoungBaselineHasWiderMargins() {
    assertThat(new Baseline(100, 0, 5).limit(MARGINS)).isEqualTo(200);
    assertThat(new Baseline(100, 0, 50).limit(MARGINS)).isEqualTo(155);
  }

  @Test
  void nothingHasNoBaseline() {
    assertThatIllegalArgumentException().isThrownBy(Baseline::of);
  }

  @Test
  void isLearnedFromTheLatestWindowsAfterTheFirst() {
    BaselineLearner learner = new BaselineLearner(new Learning(3, 5, 10));

    IntStream.rangeClosed(1, 7).forEach(learner::learn);
    assertThat(learner.current()).as("four after the first three").isEmpty();

    learner.learn(8);
    assertThat(learner.current()).map(Baseline::centre).hasValue(6.0);

    IntStream.rangeClosed(9, 20).forEach(learner::learn);
    assertThat(learner.current()).map(Baseline::centre).as("11 to 20").hasValue(15.5);
  }

  private static Baseline large(double centre, double spread) {
    return new Baseline(centre, spread, 1000);
  }
}
