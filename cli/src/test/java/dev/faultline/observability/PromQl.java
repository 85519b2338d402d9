package dev.faultline.observability;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What an expression names, as far as our own expressions need it; Prometheus itself parses them in
 * {@link DashboardsIT} and {@link AlertRulesIT}.
 */
record PromQl(String expression) {

  private static final Set<String> KEYWORDS =
      Set.of("and", "or", "unless", "by", "without", "on", "ignoring", "group_left", "bool");
  private static final Pattern SELECTOR = Pattern.compile("([a-z_]*)\\{([^}]*)}");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)(?:=~|!~|!=|=)\"");
  private static final Pattern GROUPING =
      Pattern.compile("\\b(?:by|without|on|ignoring|group_left) ?\\(([^)]*)\\)");
  private static final Pattern NAME = Pattern.compile("(?<![\\w$])[a-z_][a-z_0-9]*(?!\\w*\\s*\\()");
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w+)}?");

  /** The series names; the labels in their selectors are not among them. */
  Set<String> metrics() {
    String bare =
        expression
            .replaceAll("\"[^\"]*\"", "\"\"")
            .replaceAll("\\{[^}]*}", " ")
            .replaceAll("\\[[^]]*]", " ")
            .replaceAll(GROUPING.pattern(), " ");
    return NAME.matcher(bare)
        .results()
        .map(MatchResult::group)
        .filter(name -> !KEYWORDS.contains(name))
        .collect(Collectors.toSet());
  }

  /** The labels that each series is selected by. */
  Map<String, Set<String>> selectors() {
    Map<String, Set<String>> labels = new HashMap<>();
    SELECTOR
        .matcher(expression)
        .results()
        .forEach(
            selector ->
                labels
                    .computeIfAbsent(selector.group(1), metric -> new HashSet<>())
                    .addAll(
                        LABEL
                            .matcher(selector.group(2))
                            .results()
                            .map(label -> label.group(1))
                            .toList()));
    return labels;
  }

  /** The labels that results are grouped or matched by. */
  Set<String> groupings() {
    return GROUPING
        .matcher(expression)
        .results()
        .flatMap(list -> Arrays.stream(list.group(1).split("[ ,]+")))
        .filter(label -> !label.isEmpty())
        .collect(Collectors.toSet());
  }

  /** The dashboard's variables. */
  Set<String> variables() {
    return variables(expression).collect(Collectors.toSet());
  }

  static Stream<String> variables(String text) {
    return VARIABLE.matcher(text).results().map(variable -> variable.group(1));
  }
}
