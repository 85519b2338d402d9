package dev.faultline.generator.driver.sql;

import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.SqlStatement;
import java.util.List;

/**
 * A statement as connections know it.
 *
 * @param name under which they keep it; empty when they are not to keep it
 */
record Statement(String name, String sql, List<Template> parameters) {

  static Statement of(SqlStatement statement, String nameIfKept) {
    return new Statement(
        statement.prepared() ? nameIfKept : "", statement.text(), statement.parameters());
  }

  boolean kept() {
    return !name.isEmpty();
  }

  /** With the parameters of an iteration. */
  Bound bind(Values values) {
    return new Bound(this, parameters.stream().map(each -> each.fill(values)).toList());
  }

  /** A statement with its parameters. */
  record Bound(Statement statement, List<String> parameters) {}
}
