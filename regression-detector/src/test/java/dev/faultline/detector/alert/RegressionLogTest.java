package dev.faultline.detector.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.regression.Attribution;
import dev.faultline.core.regression.Degradation;
import dev.faultline.core.regression.Explanation;
import dev.faultline.core.regression.Metric;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.detector.detect.Windows;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class RegressionLogTest {

  private static final OptionalLong LASTS = OptionalLong.empty();
  private static final OptionalLong ENDED = OptionalLong.of(9);

  private final RegressionLog log = new RegressionLog();

  @Test
  void aProvenDegradationIsOpenedOnce() {
    assertThat(update(100, LASTS, unexplained(), 4))
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.phase()).isEqualTo(RegressionPhase.OPENED);
              assertThat(event.atMicros()).isEqualTo(4);
              assertThat(event.id()).isEqualTo("checkout/place-order/RESPONSE_TIME_P95/1");
            });
    assertThat(update(100, LASTS, unexplained(), 5)).isEmpty();
  }

  @Test
  void aLittleWorseIsNoNews() {
    update(100, LASTS, unexplained(), 4);

    assertThat(update(110, LASTS, unexplained(), 5)).isEmpty();
    assertThat(update(111, LASTS, unexplained(), 6)).hasSize(1);
    assertThat(update(120, LASTS, unexplained(), 7)).isEmpty();
  }

  @Test
  void anotherCauseIsNews() {
    update(100, LASTS, unexplained(), 4);

    assertThat(update(100, LASTS, explained("a"), 5))
        .singleElement()
        .matches(event -> event.phase() == RegressionPhase.UPDATED);
    assertThat(update(100, LASTS, explained("b"), 6)).hasSize(1);
  }

  @Test
  void itsEndIsToldOnce() {
    update(100, LASTS, explained("a"), 4);

    assertThat(update(100, ENDED, explained("a"), 12))
        .singleElement()
        .matches(event -> event.phase() == RegressionPhase.RESOLVED);
    assertThat(update(100, ENDED, explained("a"), 13)).isEmpty();
  }

  @Test
  void anotherCauseThatIsLearnedAfterTheEndIsTold() {
    update(100, LASTS, unexplained(), 4);
    update(100, ENDED, unexplained(), 12);

    assertThat(update(100, ENDED, explained("a"), 20))
        .singleElement()
        .matches(event -> event.phase() == RegressionPhase.RESOLVED && event.atMicros() == 12);
  }

  @Test
  void atTheEndOfTheRunWhatLastsIsToldOnceMore() {
    update(100, LASTS, explained("a"), 4);

    List<RegressionEvent> told =
        log.end(List.of(degradation(105, LASTS)), List.of(explained("a")), 60);

    assertThat(told).isEqualTo(log.last());
    assertThat(told)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(event.phase()).isEqualTo(RegressionPhase.UPDATED);
              assertThat(event.atMicros()).isEqualTo(60);
              assertThat(event.degradation().worst()).isEqualTo(105);
            });
  }

  @Test
  void atTheEndOfTheRunNothingIsSaidOfWhatHasEnded() {
    update(100, LASTS, explained("a"), 4);
    update(100, ENDED, explained("a"), 12);

    assertThat(log.end(List.of(degradation(100, ENDED)), List.of(explained("a")), 60)).isEmpty();
  }

  private List<RegressionEvent> update(
      double worst, OptionalLong end, Explanation explanation, long atMicros) {
    return log.update(List.of(degradation(worst, end)), List.of(explanation), atMicros);
  }

  private static Degradation degradation(double worst, OptionalLong end) {
    return new Degradation(Windows.SERIES, Metric.RESPONSE_TIME_P95, 1, 4, end, 20, worst);
  }

  private static Explanation unexplained() {
    return explanation(Attribution.UNEXPLAINED, Optional.empty());
  }

  private static Explanation explained(String fault) {
    return explanation(Attribution.EXPLAINED, Optional.of(fault));
  }

  private static Explanation explanation(Attribution attribution, Optional<String> fault) {
    return new Explanation(
        attribution, fault, "because", OptionalLong.empty(), OptionalLong.empty());
  }
}
