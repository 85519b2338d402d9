package dev.faultline.core.plan;

import dev.faultline.core.fault.PodMode;
import dev.faultline.core.fault.PodSelection;
import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads {@code {namespace, labels: {name: value}, mode}}; the mode is {@code one}, which is the
 * default, {@code all}, <code>{fixed: 2}</code> or <code>{percent: 50}</code>.
 */
final class PodsReader {

  private static final String EXPECTED = "a map with namespace and labels";
  private static final String LABELS = "a map with at least one label such as { app: payments }";
  private static final String MODES = "one, all, { fixed: 2 } or { percent: 50 }";

  private static final Format<String> NAMESPACE =
      Formats.matching(
          "[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?",
          "a namespace",
          "a namespace of lower-case letters, digits and -");

  private static final Format<String> LABEL =
      Formats.matching(
          "([a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?/)?[A-Za-z0-9]([-\\w.]{0,61}[A-Za-z0-9])?",
          "the name of a label",
          "a label as Kubernetes has them, such as app or app.kubernetes.io/name");

  private static final Format<String> LABEL_VALUE =
      Formats.matching(
          "[A-Za-z0-9]([-\\w.]{0,61}[A-Za-z0-9])?",
          "the value of a label",
          "up to 63 letters, digits, - _ .");

  private static final Format<PodMode> MODE =
      new Format<PodMode>(
              "a mode",
              MODES,
              text ->
                  switch (text) {
                    case "one" -> Optional.of(new PodMode.One());
                    case "all" -> Optional.of(new PodMode.All());
                    default -> Optional.empty();
                  })
          .like("one|all");

  private static final Format<Integer> PERCENT =
      Formats.integer("a percentage", "a whole number from 1 to 100", 1, 100);

  private PodsReader() {}

  /** The pods that the key names. */
  static Optional<PodSelection> read(YamlMap holder, String key) {
    return holder.requiredMap(key, EXPECTED).flatMap(PodsReader::read);
  }

  private static Optional<PodSelection> read(YamlMap map) {
    Optional<String> namespace = map.required("namespace", NAMESPACE);
    Optional<YamlMap> labelMap = map.requiredMap("labels", LABELS);
    Map<String, String> labels = labelMap.map(PodsReader::labels).orElse(Map.of());
    Optional<YamlNode> modeNode = map.optional("mode");
    Optional<PodMode> mode = modeNode.flatMap(PodsReader::mode);
    return map.build(
        () -> new PodSelection(namespace.get(), labels, mode.orElse(new PodMode.One())));
  }

  private static Map<String, String> labels(YamlMap map) {
    List<YamlNode> entries = map.all();
    if (entries.isEmpty()) {
      map.mistake("'labels' is empty", LABELS);
    }
    Map<String, String> labels = new LinkedHashMap<>();
    for (YamlNode entry : entries) {
      entry.checkName(LABEL);
      entry.value(LABEL_VALUE).ifPresent(value -> labels.put(entry.name(), value));
    }
    return labels;
  }

  private static Optional<PodMode> mode(YamlNode node) {
    return node.isWrittenMap() ? node.map(MODES).flatMap(PodsReader::counted) : node.value(MODE);
  }

  private static Optional<PodMode> counted(YamlMap map) {
    Optional<YamlNode> count = map.oneOf("fixed", "percent");
    Optional<PodMode> mode =
        count.flatMap(
            node ->
                node.name().equals("fixed")
                    ? node.value(Formats.COUNT).map(PodMode.Fixed::new)
                    : node.value(PERCENT).map(PodMode.Percent::new));
    return map.build(mode::get);
  }
}
