package dev.faultline.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PromQlTest {

  private static final PromQl SHARE =
      new PromQl(
          "sum by (scenario) (rate(failed_total{outcome!=\"ok\",step=~\"$step\"}[$__rate_interval]))"
              + " / on (scenario) group_left () sum(results{step=~\"a.+\"}) > bool 0.5");

  @Test
  void seriesNamesAreNeitherFunctionsNorLabelsNorKeywords() {
    assertThat(SHARE.metrics()).containsExactlyInAnyOrder("failed_total", "results");
  }

  @Test
  void labelsOfSelectorsBelongToTheirSeries() {
    assertThat(SHARE.selectors())
        .isEqualTo(Map.of("failed_total", Set.of("outcome", "step"), "results", Set.of("step")));
  }

  @Test
  void groupingsAndVariablesAreFound() {
    assertThat(SHARE.groupings()).containsExactly("scenario");
    assertThat(SHARE.variables()).containsExactlyInAnyOrder("step", "__rate_interval");
  }
}
