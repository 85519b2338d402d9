package dev.faultline.cli.replay;

import dev.faultline.cli.console.Style;
import dev.faultline.cli.console.Wording;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.verdict.ThresholdResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * What a run would have come to with other thresholds, beside what it came to.
 *
 * <pre>
 * threshold                    recorded       replayed
 * http_req_duration p(95)<500  held, 283.9    -
 * http_req_duration p(95)<250  -              broken, 283.9
 * verdict                      PASS           FAIL
 * </pre>
 */
record ThresholdTable(Optional<RunVerdict> recorded, RunVerdict replayed, Style style) {

  private static final String NONE = "-";

  private record Row(String name, String recorded, String replayed, UnaryOperator<String> paint) {}

  /** The lines to print. */
  List<String> lines() {
    List<Row> rows = rows();
    int name = rows.stream().mapToInt(row -> row.name.length()).max().orElse(0);
    int cell = rows.stream().mapToInt(row -> row.recorded.length()).max().orElse(0);
    List<String> lines = new ArrayList<>();
    for (Row row : rows) {
      String left = ("%-" + name + "s  %-" + cell + "s  ").formatted(row.name, row.recorded);
      lines.add(left + row.paint.apply(row.replayed));
    }
    replayed.reasons().forEach(reason -> lines.add("  " + reason));
    return lines;
  }

  private List<Row> rows() {
    List<Row> rows = new ArrayList<>();
    rows.add(new Row("threshold", "recorded", "replayed", UnaryOperator.identity()));
    List<ThresholdResult> before = recorded.map(RunVerdict::thresholds).orElse(List.of());
    Set<String> names = new LinkedHashSet<>();
    before.forEach(result -> names.add(name(result)));
    replayed.thresholds().forEach(result -> names.add(name(result)));
    for (String name : names) {
      Optional<ThresholdResult> now = find(replayed.thresholds(), name);
      rows.add(
          new Row(
              name,
              find(before, name).map(ThresholdTable::text).orElse(NONE),
              now.map(ThresholdTable::text).orElse(NONE),
              now.isEmpty() ? style::faint : now.get().held() ? style::good : style::bad));
    }
    String verdict = recorded.map(known -> known.verdict().name()).orElse(NONE);
    rows.add(new Row("verdict", verdict, replayed.verdict().name(), paint(replayed.verdict())));
    return rows;
  }

  private UnaryOperator<String> paint(Verdict verdict) {
    return switch (verdict) {
      case PASS -> style::good;
      case FAIL -> style::bad;
      case INCONCLUSIVE -> style::notable;
    };
  }

  private static Optional<ThresholdResult> find(List<ThresholdResult> results, String name) {
    return results.stream().filter(result -> name(result).equals(name)).findFirst();
  }

  private static String name(ThresholdResult result) {
    return result.metric() + " " + result.expression();
  }

  private static String text(ThresholdResult result) {
    String observed =
        result.observed().isPresent() ? Wording.number(result.observed().getAsDouble()) : "no data";
    return (result.held() ? "held, " : "broken, ") + observed;
  }
}
