package dev.faultline.core.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faultline.core.threshold.ThresholdExpression.Aggregate;
import dev.faultline.core.threshold.ThresholdExpression.Operator;
import dev.faultline.core.threshold.ThresholdExpression.Percentile;
import dev.faultline.core.threshold.ThresholdExpression.Simple;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class ThresholdParserTest {

  @ParameterizedTest
  @MethodSource("expressions")
  void readsExpressions(String text, Aggregate aggregate, Operator operator, double value) {
    assertThat(ThresholdParser.expression(text))
        .isEqualTo(new ThresholdExpression(aggregate, operator, value, text.strip()));
  }

  static Stream<Arguments> expressions() {
    return Stream.of(
        Arguments.of("p(95)<500", new Percentile(95), Operator.LESS, 500),
        Arguments.of("p(99.99) <= 1e3", new Percentile(99.99), Operator.LESS_OR_EQUAL, 1000),
        Arguments.of(" p ( 0 ) > -1 ", new Percentile(0), Operator.GREATER, -1),
        Arguments.of("p(100)>=.5", new Percentile(100), Operator.GREATER_OR_EQUAL, 0.5),
        Arguments.of("avg==5.", Simple.AVG, Operator.EQUAL, 5),
        Arguments.of("min===0", Simple.MIN, Operator.STRICTLY_EQUAL, 0),
        Arguments.of("med != 3", Simple.MED, Operator.NOT_EQUAL, 3),
        Arguments.of("max<\t+10", Simple.MAX, Operator.LESS, 10),
        Arguments.of("count>1000", Simple.COUNT, Operator.GREATER, 1000),
        Arguments.of("rate<0.01", Simple.RATE, Operator.LESS, 0.01));
  }

  @Test
  void readsSelectorsWithTags() {
    MetricSelector selector =
        ThresholdParser.selector(" failed { step : pay , scenario : a-b.c } ");

    assertThat(selector.metric()).isEqualTo(ThresholdMetric.FAILED);
    assertThat(selector.tags()).isEqualTo(Map.of("scenario", "a-b.c", "step", "pay"));
    assertThat(selector.written()).isEqualTo("failed { step : pay , scenario : a-b.c }");
  }

  @ParameterizedTest
  @EnumSource
  void knowsEachMetricByAllItsNames(ThresholdMetric metric) {
    assertThat(metric.names()).isNotEmpty();
    for (String name : metric.names()) {
      assertThat(ThresholdParser.selector(name).metric()).isEqualTo(metric);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``           | '' ends too early | one of p(N), avg, min, med, max, count, rate
          95           | '95' at character 1 of '95' | one of p(N), avg, min, med, max, count, rate
          mean<5       | unknown aggregate 'mean' at character 1 of 'mean<5' | one of p(N), avg, min, med, max, count, rate
          p95<5        | unknown aggregate 'p95' at character 1 of 'p95<5' | one of p(N), avg, min, med, max, count, rate
          p<5          | '<5' at character 2 of 'p<5' | '('
          p(x)<5       | 'x)<5' at character 3 of 'p(x)<5' | a percentage
          p(95<5       | '<5' at character 5 of 'p(95<5' | ')'
          p(100.1)<5   | percentile outside 0 … 100 at character 3 of 'p(100.1)<5' | p(0) … p(100)
          p(-1)<5      | percentile outside 0 … 100 at character 3 of 'p(-1)<5' | p(0) … p(100)
          avg          | 'avg' ends too early | one of <, <=, >, >=, ==, ===, !=
          avg = 5      | '= 5' at character 5 of 'avg = 5' | one of <, <=, >, >=, ==, ===, !=
          avg =< 5     | '=< 5' at character 5 of 'avg =< 5' | one of <, <=, >, >=, ==, ===, !=
          avg < fast   | 'fast' at character 7 of 'avg < fast' | a number
          avg < 5ms    | 'ms' at character 8 of 'avg < 5ms' | the end: an expression is one comparison
          avg<5 rate<1 | 'rate<1' at character 7 of 'avg<5 rate<1' | the end: an expression is one comparison
          """)
  void pointsAtWhatIsWrongInAnExpression(String text, String problem, String expected) {
    ThresholdSyntaxException e =
        catchThrowableOfType(
            ThresholdSyntaxException.class, () -> ThresholdParser.expression(text));

    assertThat(e.problem()).isEqualTo(problem);
    assertThat(e.expected()).isEqualTo(expected);
    assertThat(e).hasMessage(problem + "; expected " + expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``                     | '' ends too early | the name of a metric
          5xx                    | '5xx' at character 1 of '5xx' | the name of a metric
          failed[step:a]         | '[step:a]' at character 7 of 'failed[step:a]' | '{' or the end
          failed{}               | '}' at character 8 of 'failed{}' | a tag: scenario:name or step:name
          failed{status:200}     | unknown tag 'status' at character 8 of 'failed{status:200}' | scenario or step
          failed{step}           | '}' at character 12 of 'failed{step}' | ':'
          failed{step:}          | '}' at character 13 of 'failed{step:}' | the name of a step
          failed{step:a          | 'failed{step:a' ends too early | '}'
          failed{step:a,step:b}  | tag 'step' again at character 15 of 'failed{step:a,step:b}' | each tag once
          failed{step:a}x        | 'x' at character 15 of 'failed{step:a}x' | the end
          """)
  void pointsAtWhatIsWrongInASelector(String text, String problem, String expected) {
    ThresholdSyntaxException e =
        catchThrowableOfType(ThresholdSyntaxException.class, () -> ThresholdParser.selector(text));

    assertThat(e.problem()).isEqualTo(problem);
    assertThat(e.expected()).isEqualTo(expected);
  }

  @Test
  void knowsWhichAggregatesAMetricHas() {
    assertThat(refused("response_time", "rate<1"))
        .isEqualTo(
            "'rate' is no aggregate of response_time in 'rate<1';"
                + " expected one of p(N), avg, min, med, max");
    assertThat(refused("service_time", "count>1")).startsWith("'count' is no aggregate of");
    assertThat(refused("http_req_failed", "p(95)<1"))
        .isEqualTo("'p(N)' is no aggregate of failed in 'p(95)<1'; expected rate");
    assertThat(refused("dropped", "count<1")).startsWith("'count' is no aggregate of dropped");
    assertThat(refused("http_reqs", "avg<1"))
        .isEqualTo("'avg' is no aggregate of requests in 'avg<1'; expected one of count, rate");
  }

  private static String refused(String selector, String expression) {
    return catchThrowableOfType(
            ThresholdSyntaxException.class, () -> ThresholdParser.parse(selector, expression))
        .getMessage();
  }
}
