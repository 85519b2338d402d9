package dev.faultline.core.plan;

import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.TemplateReader;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one statement: {@code select 1}, or {@code {query, parameters, prepared}}. */
record SqlStatementReader(TemplateReader templates) {

  private static final String STATEMENT = "a statement, or a map with query, parameters, prepared";

  /** They would leave the connection to the next one in a transaction. */
  private static final Pattern CONTROLS =
      Pattern.compile(
          "(?i)\\s*(begin|start\\s+transaction|commit|end|rollback|abort|savepoint|release|prepare"
              + "\\s+transaction)\\b.*",
          Pattern.DOTALL);

  private static final Pattern PLACEHOLDER = Pattern.compile("\\$(\\d{1,5})");

  Optional<SqlStatement> read(YamlNode node) {
    return node.isWrittenMap()
        ? node.map(STATEMENT).flatMap(this::statement)
        : text(node).map(text -> new SqlStatement(text, List.of(), true));
  }

  private Optional<SqlStatement> statement(YamlMap map) {
    Optional<YamlNode> query = map.required("query", "a statement such as select 1");
    Optional<String> text = query.flatMap(SqlStatementReader::text);
    List<Template> parameters = new ArrayList<>();
    List<YamlNode> nodes =
        map.optional("parameters").map(node -> node.elements("a list of texts")).orElse(List.of());
    nodes.forEach(each -> templates.read(each, "a text").ifPresent(parameters::add));
    Optional<Boolean> prepared = map.optional("prepared", Formats.YES_OR_NO);
    if (text.isPresent() && highest(text.get()) > nodes.size()) {
      query
          .get()
          .mistake(
              "the statement has $%d, and %d parameters"
                  .formatted(highest(text.get()), nodes.size()),
              "a parameter for each");
    }
    return map.build(() -> new SqlStatement(text.get(), parameters, prepared.orElse(true)));
  }

  /** A number in it that is no parameter but part of a text is not told from one. */
  private static int highest(String text) {
    return PLACEHOLDER
        .matcher(withoutTexts(text))
        .results()
        .mapToInt(found -> Integer.parseInt(found.group(1)))
        .max()
        .orElse(0);
  }

  private static String withoutTexts(String sql) {
    Matcher quoted = Pattern.compile("'[^']*'").matcher(sql);
    return quoted.replaceAll("''");
  }

  private static Optional<String> text(YamlNode node) {
    Optional<String> text = node.text(STATEMENT).filter(sql -> !blank(node, sql));
    text.filter(sql -> CONTROLS.matcher(sql).matches())
        .ifPresent(
            _ ->
                node.mistake(
                    "a transaction that goes on after the step",
                    "a list of statements: they are one transaction"));
    return text;
  }

  private static boolean blank(YamlNode node, String sql) {
    if (sql.isBlank()) {
      node.mistake("an empty statement", STATEMENT);
    }
    return sql.isBlank();
  }
}
