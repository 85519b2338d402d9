package dev.faultline.core.threshold;

import dev.faultline.core.result.Outcome;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads a metric with optional tags; see {@link ThresholdParser}. */
final class SelectorParser {

  private static final Pattern WORD = Pattern.compile("[A-Za-z_]\\w*");
  private static final Pattern TAG_VALUE = Pattern.compile("\"[^\"]+\"|'[^']+'|[^,{}\\s\"']+");
  private static final Pattern STATUS = Pattern.compile("\\d{1,3}");
  private static final String TAG = "a tag such as scenario:name or step:name";

  private final String text;
  private final Scanner scanner;
  private final Map<TagKey, String> tags = new EnumMap<>(TagKey.class);
  private ResultKind results = new ResultKind.All();

  SelectorParser(String text) {
    this.text = text;
    this.scanner = new Scanner(text);
  }

  MetricSelector parse() {
    ThresholdMetric metric = metric(scanner.require(WORD, "the name of a metric"));
    boolean tagged = scanner.takeIf('{');
    if (tagged) {
      do {
        tag(metric);
      } while (scanner.takeIf(','));
      scanner.require('}');
    }
    scanner.requireEnd(tagged ? "the end" : "'{' or the end");
    if (metric.scope() == Scope.RESOURCE && tags.size() < 2) {
      throw new ThresholdSyntaxException(
          "'%s' does not say of what".formatted(text.strip()),
          "both tags, as in %s{resource:name,measure:rss}".formatted(metric.names().getFirst()));
    }
    return new MetricSelector(
        metric,
        Optional.ofNullable(tags.get(TagKey.SCENARIO)),
        Optional.ofNullable(tags.get(TagKey.STEP)),
        results,
        Optional.ofNullable(tags.get(TagKey.RESOURCE)),
        Optional.ofNullable(tags.get(TagKey.MEASURE)),
        text.strip());
  }

  private static ThresholdMetric metric(String name) {
    return ThresholdMetric.named(name)
        .orElseThrow(
            () ->
                UnknownToWindows.insteadOfMetric(name)
                    .map(
                        instead ->
                            new ThresholdSyntaxException(
                                "the metric '%s' of k6 is not measured".formatted(name), instead))
                    .orElseGet(
                        () ->
                            new ThresholdSyntaxException(
                                "unknown metric '%s'".formatted(name), "one of " + metricNames())));
  }

  private void tag(ThresholdMetric metric) {
    int at = scanner.position();
    String name = scanner.require(WORD, TAG);
    TagKey key = TagKey.named(name).orElseThrow(() -> unknownTag(at, name, metric));
    if (!metric.scope().has(key)) {
      String what = "tag '%s' of %s".formatted(name, metric.names().getFirst());
      throw scanner.problemAt(at, what, metric.scope().expected());
    }
    scanner.require(':');
    int valueAt = scanner.position();
    String value = unquoted(scanner.require(TAG_VALUE, key.expected()));
    if (tags.put(key, value) != null) {
      throw scanner.problemAt(at, "tag '%s' again".formatted(name), "each tag once");
    }
    restrict(key, value, valueAt);
  }

  private void restrict(TagKey key, String value, int at) {
    Optional<? extends ResultKind> kind =
        switch (key) {
          case SCENARIO, STEP, RESOURCE, MEASURE -> Optional.of(results);
          case STATUS -> status(value);
          case OUTCOME -> outcome(value);
        };
    results =
        kind.orElseThrow(() -> scanner.problemAt(at, "'%s'".formatted(value), key.expected()));
    if (tags.containsKey(TagKey.STATUS) && tags.containsKey(TagKey.OUTCOME)) {
      throw scanner.problemAt(
          at, "both 'status' and 'outcome'", "one of them: windows do not count by both");
    }
  }

  private static Optional<ResultKind> status(String value) {
    return Optional.of(value)
        .filter(text -> STATUS.matcher(text).matches())
        .map(text -> new ResultKind.OfStatus(Integer.parseInt(text)));
  }

  private static Optional<ResultKind> outcome(String value) {
    return Arrays.stream(Outcome.values())
        .filter(outcome -> outcome.name().toLowerCase(Locale.ROOT).equals(value))
        .findFirst()
        .map(ResultKind.OfOutcome::new);
  }

  private ThresholdSyntaxException unknownTag(int at, String name, ThresholdMetric metric) {
    return UnknownToWindows.insteadOfTag(name)
        .map(
            instead ->
                scanner.problemAt(
                    at,
                    "the tag '%s' of k6, by which nothing is told apart".formatted(name),
                    instead))
        .orElseGet(
            () ->
                scanner.problemAt(
                    at, "unknown tag '%s'".formatted(name), metric.scope().expected()));
  }

  private static String unquoted(String value) {
    boolean quoted = value.startsWith("\"") || value.startsWith("'");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }

  private static String metricNames() {
    return Arrays.stream(ThresholdMetric.values())
        .flatMap(metric -> metric.names().stream())
        .collect(Collectors.joining(", "));
  }
}
