package dev.faultline.core.threshold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faultline.core.result.Outcome;
import dev.faultline.core.threshold.ThresholdExpression.Aggregate;
import dev.faultline.core.threshold.ThresholdExpression.Operator;
import dev.faultline.core.threshold.ThresholdExpression.Percentile;
import dev.faultline.core.threshold.ThresholdExpression.Simple;
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
        Arguments.of("rate<0.01", Simple.RATE, Operator.LESS, 0.01),
        Arguments.of("value<7", Simple.VALUE, Operator.LESS, 7));
  }

  @Test
  void readsSelectorsWithTags() {
    MetricSelector selector =
        ThresholdParser.selector(" failed { step : pay , scenario : a-b.c } ");

    assertThat(selector.metric()).isEqualTo(ThresholdMetric.FAILED);
    assertThat(selector.scenario()).hasValue("a-b.c");
    assertThat(selector.step()).hasValue("pay");
    assertThat(selector.results()).isEqualTo(new ResultKind.All());
    assertThat(selector.written()).isEqualTo("failed { step : pay , scenario : a-b.c }");
  }

  @Test
  void readsTagsInQuotesAndByTheNameThatK6HasForAStep() {
    MetricSelector selector = ThresholdParser.selector("http_reqs{name:'pay',status:\"503\"}");

    assertThat(selector.step()).hasValue("pay");
    assertThat(selector.results()).isEqualTo(new ResultKind.OfStatus(503));
  }

  @Test
  void readsWhichResultsCount() {
    assertThat(ThresholdParser.selector("requests{outcome:timeout}").results())
        .isEqualTo(new ResultKind.OfOutcome(Outcome.TIMEOUT));
    assertThat(ThresholdParser.selector("requests{status:0}").results())
        .isEqualTo(new ResultKind.OfStatus(0));
  }

  @ParameterizedTest
  @EnumSource
  void knowsEachMetricByAllItsNames(ThresholdMetric metric) {
    assertThat(metric.names()).isNotEmpty();
    for (String name : metric.names()) {
      String tags = metric.scope() == Scope.RESOURCE ? "{resource:a,measure:b}" : "";
      assertThat(ThresholdParser.selector(name + tags).metric()).isEqualTo(metric);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          ``           | '' ends too early | one of p(N), avg, min, med, max, count, rate, value
          95           | '95' at character 1 of '95' | one of p(N), avg, min, med, max, count, rate, value
          mean<5       | unknown aggregate 'mean' at character 1 of 'mean<5' | one of p(N), avg, min, med, max, count, rate, value
          p95<5        | unknown aggregate 'p95' at character 1 of 'p95<5' | one of p(N), avg, min, med, max, count, rate, value
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
          failed{}               | '}' at character 8 of 'failed{}' | a tag such as scenario:name or step:name
          failed{status:200}     | tag 'status' of failed at character 8 of 'failed{status:200}' | scenario or step: it is known of all results together, and only 'requests' by status or outcome
          failed{colour:red}     | unknown tag 'colour' at character 8 of 'failed{colour:red}' | scenario or step: it is known of all results together, and only 'requests' by status or outcome
          dropped{step:a}        | tag 'step' of dropped at character 9 of 'dropped{step:a}' | scenario alone: it is known of whole scenarios, not of their steps
          iterations{scenario:a} | tag 'scenario' of iterations at character 12 of 'iterations{scenario:a}' | no tag: it is known of the whole run only
          requests{status:5xx}   | '5xx' at character 17 of 'requests{status:5xx}' | a status such as 503, 0 for no answer
          requests{outcome:bad}  | 'bad' at character 18 of 'requests{outcome:bad}' | one of ok, check_failed, error, timeout
          requests{outcome:ok,status:200} | both 'status' and 'outcome' at character 28 of 'requests{outcome:ok,status:200}' | one of them: windows do not count by both
          requests{method:GET}   | the tag 'method' of k6, by which nothing is told apart at character 10 of 'requests{method:GET}' | 'step': the name of the request
          failed{step:a,name:b}  | tag 'name' again at character 15 of 'failed{step:a,name:b}' | each tag once
          iteration_duration     | the metric 'iteration_duration' of k6 is not measured | 'response_time{step:iteration}', and 'measureIteration: true' in the scenario
          http_req_waiting       | the metric 'http_req_waiting' of k6 is not measured | 'service_time' (from the send to the end of the answer): the parts of a request are not measured
          vus                    | the metric 'vus' of k6 is not measured | 'in_flight' (iterations that run): users who think are not counted
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
    assertThat(refused("in_flight", "avg<1"))
        .isEqualTo(
            "'avg' is no aggregate of in_flight in 'avg<1'; expected one of value, min, max");
    assertThat(refused("requests", "value<1")).startsWith("'value' is no aggregate of requests");
  }

  private static String refused(String selector, String expression) {
    return catchThrowableOfType(
            ThresholdSyntaxException.class, () -> ThresholdParser.parse(selector, expression))
        .getMessage();
  }
}
