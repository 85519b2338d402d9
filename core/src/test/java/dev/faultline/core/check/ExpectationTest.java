package dev.faultline.core.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.expression.Scope;
import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.ValueSource;
import dev.faultline.core.expression.Values;
import dev.faultline.core.json.JsonPath;
import dev.faultline.core.profile.Slice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpectationTest {

  private static final Answer ANSWER =
      new Answer(Map.of("etag", "7"), "{\"state\":\"NEW\",\"prices\":[1.50,2]}", 300_000);

  @Test
  void theFirstCheckThatDoesNotHoldIsTheReason() {
    Check holds = new Check.Header("etag", new Condition.Present());
    Check body = new Check.Body(new Condition.Contains(Template.of("OLD")));
    Check json = at("$.state", new Condition.Equal(Template.of("OLD")));

    assertThat(expecting(holds).judge(ANSWER, Values.NONE)).isEmpty();
    assertThat(expecting(holds, json, body).judge(ANSWER, Values.NONE)).isEqualTo("check-json");
    assertThat(expecting(holds, body, json).judge(ANSWER, Values.NONE)).isEqualTo("check-body");
    assertThat(expecting(new Check.Header("x", new Condition.Present())).judge(ANSWER, Values.NONE))
        .isEqualTo("check-header");
  }

  @ParameterizedTest
  @CsvSource({"300, false", "301, true"})
  void underIsStrict(long millis, boolean holds) {
    assertThat(new Check.Under(Duration.ofMillis(millis)).holds(ANSWER, Values.NONE))
        .isEqualTo(holds);
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
    assertThat(at(path, new Condition.Equal(Template.of(expected))).holds(ANSWER, Values.NONE))
        .isEqualTo(holds);
  }

  @Test
  void whatHasPartsExistsButIsLikeNothing() {
    assertThat(at("$.prices", new Condition.Present()).holds(ANSWER, Values.NONE)).isTrue();
    assertThat(
            at("$.prices", new Condition.Matches(Pattern.compile("."))).holds(ANSWER, Values.NONE))
        .isFalse();
  }

  @Test
  void aBodyThatIsNoJsonHasNothingAtAnyPath() {
    Answer html = new Answer(Map.of(), "<html>", 0);

    assertThat(at("$", new Condition.Present()).holds(html, Values.NONE)).isFalse();
  }

  @Test
  void aPatternForWhichAnAnswerIsTooLongDoesNotMatch() {
    String answer = "ab".repeat(200_000) + "c";

    assertThat(new Condition.Matches(Pattern.compile("^(a|b)*c$")).holds(answer, Values.NONE))
        .isFalse();
    assertThat(new Capture.Part(Pattern.compile("^(a|b)*c$"), 0).of(answer)).isEmpty();
  }

  @Test
  void aPatternMayBeAnywhereUnlessItIsAnchored() {
    assertThat(new Condition.Matches(Pattern.compile("\\d+")).holds("order 7", Values.NONE))
        .isTrue();
    assertThat(new Condition.Matches(Pattern.compile("^\\d+$")).holds("order 7", Values.NONE))
        .isFalse();
  }

  @Test
  void keepsWhatItCapturesOnceAllChecksHold() {
    Values values = values(3);
    Expectation keeping =
        expecting(new Check.Header("etag", new Condition.Present()))
            .keeping(
                List.of(
                    new Capture(0, new Capture.Source.Header("etag"), Optional.empty()),
                    new Capture(1, new Capture.Source.At(path("$.prices[*]")), Optional.empty()),
                    new Capture(
                        2,
                        new Capture.Source.Body(),
                        Optional.of(new Capture.Part(Pattern.compile("\"(N)(E)"), 2)))));

    assertThat(keeping.judge(ANSWER, values)).isEmpty();
    assertThat(Stream.of(0, 1, 2).map(slot -> new Condition.Equal(variable(slot))))
        .extracting(condition -> condition.expected().fill(values))
        .containsExactly("7", "1.50", "E");
  }

  @Test
  void whatCannotBeCapturedIsAReasonToo() {
    Values values = values(1);
    Capture missing = new Capture(0, new Capture.Source.At(path("$.id")), Optional.empty());

    assertThat(expecting().keeping(List.of(missing)).judge(ANSWER, values)).isEqualTo("capture");
    assertThat(variable(0).known(values)).isFalse();
  }

  @Test
  void aConditionMayNameWhatWasCapturedBefore() {
    Values values = values(1);
    values.capture(0, "NEW");

    assertThat(at("$.state", new Condition.Equal(variable(0))).holds(ANSWER, values)).isTrue();
    values.capture(0, "OLD");
    assertThat(at("$.state", new Condition.Equal(variable(0))).holds(ANSWER, values)).isFalse();
  }

  @Test
  void knowsWhatHasToBeKeptOfAnAnswer() {
    assertThat(Expectation.status(201).statusOnly()).isTrue();
    assertThat(expecting(new Check.Under(Duration.ofSeconds(1))).statusOnly()).isFalse();
    assertThat(expecting(new Check.Under(Duration.ofSeconds(1))).needsBody()).isFalse();
    assertThat(expecting(at("$", new Condition.Present())).needsBody()).isTrue();
  }

  private static Expectation expecting(Check... checks) {
    return new Expectation(Statuses.BELOW_400, List.of(checks), List.of());
  }

  private static Values values(int variables) {
    return new ValueSource(variables, 1, List.of(), Slice.WHOLE, () -> 0).iteration(0);
  }

  private static Template variable(int slot) {
    Scope scope = new Scope(List.of(), List.of());
    for (int i = 0; i <= slot; i++) {
      scope.define("v" + i);
    }
    return new Template(List.of(scope.named("v" + slot).orElseThrow()), "${v}");
  }

  private static JsonPath path(String written) {
    return JsonPath.parse(written).orElseThrow();
  }

  private static Check at(String path, Condition condition) {
    return new Check.At(path(path), condition);
  }
}
