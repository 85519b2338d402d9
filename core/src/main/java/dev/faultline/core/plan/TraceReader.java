package dev.faultline.core.plan;

import dev.faultline.core.plan.CsvFile.Cell;
import dev.faultline.core.plan.TracePoints.Point;
import dev.faultline.core.time.Durations;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Reads {@code trace: {file: traffic.csv}}, a text of lines {@code time,rate} beside the plan, or
 * the same as {@code trace: {points: [[time, rate], …]}}: traffic as it was, to be replayed. The
 * load goes on a straight line from each point to the next, and jumps where two have the same time;
 * times count from the first, which may be any.
 *
 * <p>A file is replaced by its points in the text that services receive, see {@link PlanFiles}.
 */
record TraceReader<L extends Number, S>(LoadModel<L, S> model, PlanFiles files) {

  /** As a plan is carried by each event of its run, it is to stay below Kafka's usual megabyte. */
  private static final int MAX_POINTS = 10_000;

  private static final String LENGTH =
      "from 2 to %d points with time between them".formatted(MAX_POINTS);

  Optional<List<S>> read(YamlMap map) {
    Optional<YamlNode> given = map.oneOf("file", "points");
    Optional<List<Point<L>>> points =
        given.flatMap(node -> node.name().equals("file") ? ofFile(node) : inline(node));
    points.ifPresent(all -> checkLength(given.get(), all));
    return map.build(() -> stages(points.get()));
  }

  private Optional<List<Point<L>>> inline(YamlNode node) {
    TracePoints<L> points = new TracePoints<>(model.key(), model.format());
    String row = "[time, %s] such as [1m30s, 50]".formatted(model.key());
    node.elements("a list of " + row).forEach(point -> points.add(point.elements(row), point));
    return points.all();
  }

  private Optional<List<Point<L>>> ofFile(YamlNode node) {
    Optional<String> name = node.text("the name of a file of time,%s".formatted(model.key()));
    try {
      return name.isEmpty() ? Optional.empty() : read(node, files.text(name.get()), name.get());
    } catch (UnreadableFileException e) {
      node.mistake("'%s': %s".formatted(name.get(), e.getMessage()), "a file beside the plan");
      return Optional.empty();
    }
  }

  private Optional<List<Point<L>>> read(YamlNode node, String text, String name) {
    List<List<Cell>> rows = CsvFile.rows(text, node.mistakesIn(files.place(name)));
    List<List<Cell>> data =
        !rows.isEmpty() && isHeader(rows.getFirst()) ? rows.subList(1, rows.size()) : rows;
    TracePoints<L> points = new TracePoints<>(model.key(), model.format());
    data.forEach(row -> points.add(row, row.getFirst()));
    points.all().ifPresent(all -> files.replace(node, "points", written(all, data)));
    return points.all();
  }

  private boolean isHeader(List<Cell> row) {
    return Formats.TIME_MICROS.parse(row.getFirst().text()).isEmpty()
        && model.format().parse(row.getLast().text()).isEmpty();
  }

  private static String written(List<? extends Point<?>> points, List<List<Cell>> rows) {
    return IntStream.range(0, points.size())
        .mapToObj(
            i ->
                "[%s, %s]"
                    .formatted(
                        Durations.format(Durations.ofMicros(points.get(i).micros())),
                        rows.get(i).getLast().text()))
        .collect(Collectors.joining(", ", "[", "]"));
  }

  private static void checkLength(YamlNode node, List<? extends Point<?>> points) {
    if (points.size() > MAX_POINTS || points.isEmpty() || points.getLast().micros() == 0) {
      node.mistake("a trace of %d points".formatted(points.size()), LENGTH);
    }
  }

  private List<S> stages(List<Point<L>> points) {
    List<S> stages = new ArrayList<>();
    for (int i = 1; i < points.size(); i++) {
      Point<L> from = points.get(i - 1);
      Point<L> to = points.get(i);
      stages.addAll(
          model.line(from.level(), to.level(), Durations.ofMicros(to.micros() - from.micros())));
    }
    return stages;
  }
}
