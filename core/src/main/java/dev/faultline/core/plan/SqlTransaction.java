package dev.faultline.core.plan;

import dev.faultline.core.check.Expectation;
import dev.faultline.core.expression.Template;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * SQL statements that take effect all or not at all.
 *
 * @param statements in their order; at least one
 * @param listed whether the plan has a list, and so checks look at a list of results
 * @param timeout from the actual send
 * @param expectation what the results must be like
 */
public record SqlTransaction(
    String name,
    List<SqlStatement> statements,
    boolean listed,
    Duration timeout,
    Expectation expectation)
    implements Step.Measured {

  public SqlTransaction {
    statements = List.copyOf(statements);
  }

  @Override
  public Stream<Template> requestTemplates() {
    return statements.stream().flatMap(statement -> statement.parameters().stream());
  }
}
