package dev.faultline.cli.replay;

import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Differences for people: the first ones of each topic. */
final class ComparisonText {

  private static final int MAX_RECORDS = 3;
  private static final int MAX_FIELDS = 6;

  /** The verdict holds the last event of each regression. */
  private static final String ONLY_NEWS =
      "the verdict is the same, with all that is in it: only news on the way to it differ,"
          + " as they do when the fault timeline came more than 5 s late";

  private ComparisonText() {}

  /** The lines to print. */
  static List<String> lines(Comparison comparison) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "different: "
            + comparison.differences().entrySet().stream()
                .map(
                    each ->
                        "%s in %,d places".formatted(name(each.getKey()), each.getValue().size()))
                .map(text -> text.replace(" in 1 places", " in 1 place"))
                .collect(Collectors.joining(", ")));
    comparison.differences().forEach((topic, all) -> add(lines, topic, all));
    if (comparison.differences().keySet().equals(Set.of(Topics.REGRESSIONS))) {
      lines.add(ONLY_NEWS);
    }
    return lines;
  }

  private static void add(List<String> lines, Topic<?> topic, List<Difference> all) {
    for (Difference difference : all.subList(0, Math.min(MAX_RECORDS, all.size()))) {
      String place = "%s: %s".formatted(topic.name(), difference.place());
      switch (difference) {
        case Difference.OnlyRecorded _ -> lines.add(place + ": recorded, not replayed");
        case Difference.OnlyReplayed _ -> lines.add(place + ": replayed, not recorded");
        case Difference.Moved _ -> lines.add(place + ": replayed at another place in the order");
        case Difference.Changed changed -> {
          lines.add(place);
          addFields(lines, changed.fields());
        }
      }
    }
    if (all.size() > MAX_RECORDS) {
      lines.add("%s: and %,d more".formatted(topic.name(), all.size() - MAX_RECORDS));
    }
  }

  private static void addFields(List<String> lines, List<FieldDifference> fields) {
    fields.stream()
        .limit(MAX_FIELDS)
        .map(
            field ->
                "  %s: recorded %s, replayed %s"
                    .formatted(field.field(), field.recorded(), field.replayed()))
        .forEach(lines::add);
    if (fields.size() > MAX_FIELDS) {
      lines.add("  and %d more fields".formatted(fields.size() - MAX_FIELDS));
    }
  }

  private static String name(Topic<?> topic) {
    return topic.name().replace("faultline.", "");
  }
}
