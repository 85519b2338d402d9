package dev.faultline.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.json.JsonPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {

  private static final Answer ANSWER =
      new Answer(Map.of("etag", "7"), "{\"state\":\"NEW\",\"prices\":[1.50,2]}", 300_000);

  @Test
  void theFirstCheckThatDoesNotHoldIsTheReason() {
    Check holds = new Check.Header("etag", new Condition.Present());
    Check body = new Check.Body(new Condition.Contains("OLD"));
    Check json = at("$.state", new Condition.Equal("OLD"));

    assertThat(expecting(holds).broken(ANSWER)).isEmpty();
    assertThat(expecting(holds, json, body).broken(ANSWER)).contains("check-json");
    assertThat(expecting(holds, body, json).broken(ANSWER)).contains("check-body");
    assertThat(expecting(new Check.Header("x", new Condition.Present())).broken(ANSWER))
        .contains("check-header");
  }

  @ParameterizedTest
  @CsvSource({"300, false", "301, true"})
  void underIsStrict(long millis, boolean holds) {
    assertThat(new Check.Under(Duration.ofMillis(millis)).holds(ANSWER)).isEqualTo(holds);
  }

  @ParameterizedTest
  @CsvSource({
    "$.state, NEW, true",
    "$.state, new, false",
    "$.prices[0], 1.5, true",
    "$.prices[*], 2.0, true",
    "$.prices[*], 3, false",
    "$.prices, 1.5, false",
  })
  void aValueAtThePathIsEqualAsATextOrAsANumber(String path, String expected, boolean holds) {
    assertThat(at(path, new Condition.Equal(expected)).holds(ANSWER)).isEqualTo(holds);
  }

  @Test
  void whatHasPartsExistsButIsLikeNothing() {
    assertThat(at("$.prices", new Condition.Present()).holds(ANSWER)).isTrue();
    assertThat(at("$.prices", new Condition.Matches(Pattern.compile("."))).holds(ANSWER)).isFalse();
  }

  @Test
  void aBodyThatIsNoJsonHasNothingAtAnyPath() {
    Answer html = new Answer(Map.of(), "<html>", 0);

    assertThat(at("$", new Condition.Present()).holds(html)).isFalse();
  }

  @Test
  void aPatternMayBeAnywhereUnlessItIsAnchored() {
    assertThat(new Condition.Matches(Pattern.compile("\\d+")).holds("order 7")).isTrue();
    assertThat(new Condition.Matches(Pattern.compile("^\\d+$")).holds("order 7")).isFalse();
  }

  @Test
  void knowsWhatHasToBeKeptOfAnAnswer() {
    assertThat(Expectation.status(201).statusOnly()).isTrue();
    assertThat(expecting(new Check.Under(Duration.ofSeconds(1))).statusOnly()).isFalse();
    assertThat(expecting(new Check.Under(Duration.ofSeconds(1))).needsBody()).isFalse();
    assertThat(expecting(at("$", new Condition.Present())).needsBody()).isTrue();
  }

  private static Expectation expecting(Check... checks) {
    return new Expectation(Statuses.BELOW_400, List.of(checks));
  }

  private static Check at(String path, Condition condition) {
    return new Check.At(JsonPath.parse(path).orElseThrow(), condition);
  }
}
