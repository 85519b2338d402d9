package dev.faultline.core.plan;

import dev.faultline.core.json.Json;
import dev.faultline.core.json.JsonParser;
import dev.faultline.core.yaml.JsonText;
import dev.faultline.core.yaml.Mistakes;
import dev.faultline.core.yaml.Position;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The rows of a plan's data while they are read; each has a value for each column. */
final class DataTable {

  /** As a plan is carried by each event of its run, it is to stay below Kafka's usual megabyte. */
  private static final int MAX_CHARACTERS = 500_000;

  private final YamlNode node;
  private final List<String> columns = new ArrayList<>();
  private final List<List<String>> rows = new ArrayList<>();
  private boolean sound = true;

  /** Where mistakes are told. */
  @FunctionalInterface
  private interface Place {
    void mistake(String problem, String expected);
  }

  /**
   * @param node that has the rows, or names their file
   */
  DataTable(YamlNode node) {
    this.node = node;
  }

  List<String> columns() {
    return columns;
  }

  List<List<String>> rows() {
    return rows;
  }

  /** This table when nothing in it is wrong; tells what is wrong with it as a whole. */
  Optional<DataTable> complete() {
    if (sound && rows.isEmpty()) {
      tell(node::mistake, "data without rows", "at least one row");
    }
    if (sound && written().length() > MAX_CHARACTERS) {
      tell(
          node::mistake,
          "data of %d characters".formatted(written().length()),
          "at most %d, for plans travel with their data".formatted(MAX_CHARACTERS));
    }
    return sound ? Optional.of(this) : Optional.empty();
  }

  /** A row in the plan itself. */
  void add(YamlMap row) {
    Map<String, String> values = new LinkedHashMap<>();
    for (YamlNode value : row.all()) {
      value.text("a text or number").ifPresent(text -> values.put(value.name(), text));
    }
    if (row.build(() -> values).isPresent()) {
      add(values, row::mistake);
    } else {
      sound = false;
    }
  }

  /** The first line names the columns. */
  void addCsv(String text, Mistakes mistakes) {
    List<QuotedCsv.Row> all = QuotedCsv.rows(text, mistakes);
    for (QuotedCsv.Row row : all) {
      List<String> names = all.getFirst().values().stream().map(String::strip).toList();
      if (row == all.getFirst()) {
        nameColumns(names, at(row.at(), mistakes));
      } else if (row.values().size() == names.size()) {
        rows.add(row.values());
      } else {
        tell(
            at(row.at(), mistakes),
            "a row of %d values".formatted(row.values().size()),
            "%d, one for each column".formatted(names.size()));
      }
    }
  }

  /** An object in each line. */
  void addJsonLines(String text, Mistakes mistakes) {
    List<String> lines = text.lines().toList();
    for (int i = 0; i < lines.size(); i++) {
      if (!lines.get(i).isBlank()) {
        addJson(lines.get(i), at(new Position(i + 1, 1), mistakes));
      }
    }
  }

  private void addJson(String line, Place place) {
    Map<String, String> values = new LinkedHashMap<>();
    if (!(JsonParser.parse(line).orElse(null) instanceof Json.Members(var byKey))) {
      tell(place, "no JSON object", "a JSON object in each line");
      return;
    }
    byKey.forEach((key, value) -> value.scalar().ifPresent(text -> values.put(key, text)));
    if (values.size() < byKey.size()) {
      tell(place, "a value with parts", "texts, numbers, true, false or null");
    } else {
      add(values, place);
    }
  }

  private void add(Map<String, String> values, Place place) {
    if (columns.isEmpty()) {
      nameColumns(List.copyOf(values.keySet()), place);
    }
    List<String> row = columns.stream().filter(values::containsKey).map(values::get).toList();
    if (row.size() == columns.size() && values.size() == columns.size()) {
      rows.add(row);
    } else {
      tell(
          place,
          "a row with " + String.join(", ", values.keySet()),
          "the columns of the first row: " + String.join(", ", columns));
    }
  }

  private void nameColumns(List<String> names, Place place) {
    columns.addAll(names);
    if (names.isEmpty() || names.stream().distinct().count() < names.size()) {
      tell(place, "columns " + String.join(", ", names), "at least one column, each once");
    }
    for (String name : names) {
      if (Formats.VARIABLE.parse(name).isEmpty()) {
        tell(place, "column '%s'".formatted(name), Formats.VARIABLE.expected());
      }
    }
  }

  private void tell(Place place, String problem, String expected) {
    sound = false;
    place.mistake(problem, expected);
  }

  private static Place at(Position position, Mistakes mistakes) {
    return (problem, expected) -> mistakes.add(position, problem, expected);
  }

  /** The rows as a plan may have them itself, on one line. */
  String written() {
    return rows.stream().map(this::written).collect(Collectors.joining(", ", "[", "]"));
  }

  private String written(List<String> row) {
    List<String> entries = new ArrayList<>();
    for (int i = 0; i < row.size(); i++) {
      String literal = row.get(i).replace("${", "$${");
      entries.add(columns.get(i) + ": " + JsonText.quoted(literal));
    }
    return entries.stream().collect(Collectors.joining(", ", "{", "}"));
  }
}
