package dev.faultline.core.threshold;

/**
 * {@code aggregate operator value}, for example {@code p(95)<500}.
 *
 * @param written the expression as the user wrote it
 */
public record ThresholdExpression(
    Aggregate aggregate, Operator operator, double value, String written) {

  /** One number out of many measurements. */
  public sealed interface Aggregate {}

  /** {@code p(N)}, N from 0 to 100. */
  public record Percentile(double percent) implements Aggregate {}

  /** An aggregate without an argument. */
  public enum Simple implements Aggregate {
    AVG,
    MIN,
    MED,
    MAX,
    COUNT,
    RATE,
    VALUE
  }

  /** How the aggregate is compared with the value. */
  public enum Operator {
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">="),
    EQUAL("=="),
    STRICTLY_EQUAL("==="),
    NOT_EQUAL("!=");

    private final String symbol;

    Operator(String symbol) {
      this.symbol = symbol;
    }

    public String symbol() {
      return symbol;
    }

    /** Whether {@code observed operator limit} holds. */
    public boolean holds(double observed, double limit) {
      return switch (this) {
        case LESS -> observed < limit;
        case LESS_OR_EQUAL -> observed <= limit;
        case GREATER -> observed > limit;
        case GREATER_OR_EQUAL -> observed >= limit;
        case EQUAL, STRICTLY_EQUAL -> observed == limit;
        case NOT_EQUAL -> observed != limit;
      };
    }
  }
}
