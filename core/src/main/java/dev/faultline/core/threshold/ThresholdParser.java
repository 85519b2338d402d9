package dev.faultline.core.threshold;

import dev.faultline.core.threshold.ThresholdExpression.Aggregate;
import dev.faultline.core.threshold.ThresholdExpression.Operator;
import dev.faultline.core.threshold.ThresholdExpression.Percentile;
import dev.faultline.core.threshold.ThresholdExpression.Simple;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads thresholds in k6's syntax:
 *
 * <pre>
 * selector   = metric [ "{" tag { "," tag } "}" ]
 * tag        = ( "scenario" | "step" | "name" | "status" | "outcome"
 *              | "resource" | "measure" ) ":" value
 * value      = any but blanks, "," "{" "}", or any in quotes
 * expression = aggregate operator number
 * aggregate  = "p" "(" number ")" | "avg" | "min" | "med" | "max" | "count" | "rate" | "value"
 * operator   = "&lt;" | "&lt;=" | "&gt;" | "&gt;=" | "==" | "===" | "!="
 * </pre>
 *
 * Blanks may stand between any two of these. Which aggregates a metric has depends on its {@link
 * ThresholdMetric.Kind kind}, which tags on its {@link Scope}; {@code name} is k6's word for {@code
 * step}.
 *
 * @see <a href="https://grafana.com/docs/k6/latest/using-k6/thresholds/">k6: thresholds</a>
 */
public final class ThresholdParser {

  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
  private static final Pattern OPERATOR = Pattern.compile("<=|<|>=|>|===|==|!=");
  private static final Pattern NUMBER =
      Pattern.compile("[+-]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][+-]?\\d+)?");
  private static final String AGGREGATES = "one of p(N), avg, min, med, max, count, rate, value";
  private static final String OPERATORS = "one of <, <=, >, >=, ==, ===, !=";

  private ThresholdParser() {}

  /**
   * Reads a whole threshold.
   *
   * @throws ThresholdSyntaxException when one of the two does not parse, or the metric has no such
   *     aggregate
   */
  public static Threshold parse(String selector, String expression) {
    return threshold(selector(selector), expression);
  }

  /**
   * Reads an expression over a metric.
   *
   * @throws ThresholdSyntaxException when it does not parse, or the metric has no such aggregate
   */
  public static Threshold threshold(MetricSelector selector, String expression) {
    ThresholdExpression parsed = expression(expression);
    ThresholdMetric metric = selector.metric();
    if (!metric.kind().has(parsed.aggregate())) {
      throw new ThresholdSyntaxException(
          "'%s' is no aggregate of %s in '%s'"
              .formatted(written(parsed.aggregate()), metric.names().getFirst(), expression),
          metric.kind().aggregates());
    }
    return new Threshold(selector, parsed, Optional.empty());
  }

  /**
   * Reads a metric with optional tags.
   *
   * @throws ThresholdSyntaxException when it does not parse, or the metric has no such tag
   */
  public static MetricSelector selector(String text) {
    return new SelectorParser(text).parse();
  }

  /**
   * Reads an expression, whatever the metric.
   *
   * @throws ThresholdSyntaxException when it does not parse
   */
  public static ThresholdExpression expression(String text) {
    Scanner scanner = new Scanner(text);
    Aggregate aggregate = aggregate(scanner);
    String symbol = scanner.require(OPERATOR, OPERATORS);
    double value = Double.parseDouble(scanner.require(NUMBER, "a number"));
    scanner.requireEnd("the end: an expression is one comparison");
    return new ThresholdExpression(aggregate, operator(symbol), value, text.strip());
  }

  private static Aggregate aggregate(Scanner scanner) {
    int at = scanner.position();
    String word = scanner.require(WORD, AGGREGATES);
    if (word.equals("p")) {
      scanner.require('(');
      int percentAt = scanner.position();
      double percent = Double.parseDouble(scanner.require(NUMBER, "a percentage"));
      if (!(percent >= 0 && percent <= 100)) {
        throw scanner.problemAt(percentAt, "percentile outside 0 … 100", "p(0) … p(100)");
      }
      scanner.require(')');
      return new Percentile(percent);
    }
    return Arrays.stream(Simple.values())
        .filter(simple -> written(simple).equals(word))
        .findFirst()
        .orElseThrow(
            () -> scanner.problemAt(at, "unknown aggregate '%s'".formatted(word), AGGREGATES));
  }

  private static Operator operator(String symbol) {
    Optional<Operator> known =
        Arrays.stream(Operator.values()).filter(o -> o.symbol().equals(symbol)).findFirst();
    return known.orElseThrow();
  }

  private static String written(Aggregate aggregate) {
    return switch (aggregate) {
      case Percentile _ -> "p(N)";
      case Simple simple -> simple.name().toLowerCase(Locale.ROOT);
    };
  }
}
