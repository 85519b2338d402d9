package dev.faultline.core.yaml;

import static dev.faultline.core.yaml.Suggestion.didYouMean;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionTest {

  @ParameterizedTest
  @CsvSource({
    "'', '', 0",
    "'', abc, 3",
    "abc, '', 3",
    "abc, abc, 0",
    "ABC, abc, 0",
    "abc, abd, 1",
    "abc, ac, 1",
    "ac, abc, 1",
    "abc, acb, 1",
    "kitten, sitting, 3",
    "from, form, 1"
  })
  void countsEdits(String from, String to, int distance) {
    assertThat(Suggestion.distance(from, to)).isEqualTo(distance);
  }

  @Test
  void takesTheClosestWord() {
    assertThat(didYouMean("tagets", List.of("budgets", "targets", "faults")))
        .isEqualTo("; did you mean 'targets'?");
  }

  @Test
  void staysSilentWhenNothingIsClose() {
    assertThat(didYouMean("owner", List.of("name", "faults"))).isEmpty();
    assertThat(didYouMean("a", List.of("b"))).isEmpty();
    assertThat(didYouMean("", List.of("b"))).isEmpty();
    assertThat(didYouMean("a", List.of())).isEmpty();
  }
}
