package dev.faultline.core.plan;

import dev.faultline.core.expression.Template;
import java.util.List;

/**
 * One SQL statement.
 *
 * @param text with {@code $1}, {@code $2} and so on for its parameters
 * @param parameters as text, which the database takes for values of the types that it expects
 * @param prepared whether a connection has the database parse it once only
 */
public record SqlStatement(String text, List<Template> parameters, boolean prepared) {

  public SqlStatement {
    parameters = List.copyOf(parameters);
  }
}
