package dev.faultline.core.plan;

import dev.faultline.core.expression.Scope;
import dev.faultline.core.expression.TemplateReader;
import dev.faultline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What is asked of a database.
 *
 * <pre>
 * sql: select 1
 * sql: { query: "select name from users where id = $1", parameters: ["${id}"], prepared: false }
 * sql: [ …, … ]                                          one transaction
 * </pre>
 */
record SqlKind() implements StepKind {

  private static final CheckForm ANSWERS =
      CheckForm.withoutStatus(
          EnumSet.of(CheckForm.Part.BODY, CheckForm.Part.JSON, CheckForm.Part.LATENCY));

  @Override
  public String key() {
    return "sql";
  }

  @Override
  public String called() {
    return "an SQL statement";
  }

  @Override
  public boolean fits(Target target) {
    return target instanceof Target.Postgres;
  }

  @Override
  public CheckForm answers() {
    return ANSWERS;
  }

  @Override
  public Optional<Function<StepHead, Step.Measured>> read(YamlNode node, Scope scope) {
    SqlStatementReader statements = new SqlStatementReader(new TemplateReader(scope, false));
    boolean listed = node.isList();
    List<YamlNode> nodes = listed ? node.elements("a list of statements") : List.of(node);
    List<SqlStatement> all = new ArrayList<>();
    nodes.forEach(each -> statements.read(each).ifPresent(all::add));
    return all.isEmpty() || all.size() < nodes.size()
        ? Optional.empty()
        : Optional.of(
            head ->
                new SqlTransaction(head.name(), all, listed, head.timeout(), head.expectation()));
  }
}
