package dev.faultline.core.plan;

import dev.faultline.core.expression.Feed;
import dev.faultline.core.expression.Scope;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * Reads data, of which each iteration has one row.
 *
 * <pre>
 * users:  { csv: users.csv, order: unique }      the first line names the columns
 * orders: { jsonl: orders.jsonl }                an object in each line
 * shops:  { rows: [{ city: Oslo }, { city: Rome }], order: random }
 * </pre>
 *
 * <p>A file is replaced by its rows in the text that services receive, see {@link PlanFiles}.
 */
final class DataReader {

  private final PlanFiles files;

  DataReader(PlanFiles files) {
    this.files = files;
  }

  Optional<Feed> read(YamlMap map) {
    if (Formats.VARIABLE.parse(map.name()).isEmpty()) {
      map.mistake(
          "'%s' is not %s".formatted(map.name(), Formats.VARIABLE.name()),
          Formats.VARIABLE.expected());
    }
    if (map.name().equals(Scope.SECRETS)) {
      map.mistake("data named '%s'".formatted(map.name()), "another name: that is for secrets");
    }
    Optional<DataTable> table = map.oneOf("csv", "jsonl", "rows").flatMap(this::table);
    Optional<Feed.Order> order = map.optional("order", Formats.ORDER);
    return map.build(
        () ->
            new Feed(
                map.name(),
                table.get().columns(),
                table.get().rows(),
                order.orElse(Feed.Order.SEQUENTIAL)));
  }

  private Optional<DataTable> table(YamlNode node) {
    DataTable table = new DataTable(node);
    if (node.name().equals("rows")) {
      List<YamlNode> rows = node.elements("a list of maps from columns to values");
      if (rows.isEmpty()) {
        return Optional.empty();
      }
      rows.forEach(row -> row.map("a map from columns to values").ifPresent(table::add));
    } else if (!read(node, table)) {
      return Optional.empty();
    }
    return table.complete();
  }

  private boolean read(YamlNode node, DataTable table) {
    Optional<String> name = node.text("the name of a file");
    if (name.isEmpty()) {
      return false;
    }
    try {
      String text = files.text(name.get());
      if (node.name().equals("csv")) {
        table.addCsv(text, node.mistakesIn(files.place(name.get())));
      } else {
        table.addJsonLines(text, node.mistakesIn(files.place(name.get())));
      }
      table.complete().ifPresent(rows -> files.replace(node, "rows", rows.written()));
      return true;
    } catch (UnreadableFileException e) {
      node.mistake("'%s': %s".formatted(name.get(), e.getMessage()), "a file beside the plan");
      return false;
    }
  }
}
