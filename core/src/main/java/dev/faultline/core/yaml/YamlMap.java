package dev.faultline.core.yaml;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * A map in a document: ask for its keys, then {@link #build} what it stands for. The keys asked for
 * are the known ones; the others are mistakes.
 */
public final class YamlMap {

  private final Map<String, YamlNode> values = new LinkedHashMap<>();
  private final Set<String> known = new LinkedHashSet<>();
  private final Key self;
  private final Mistakes mistakes;
  private final ReadingListener listener;
  private final int failuresBefore;

  YamlMap(List<NodeTuple> tuples, Key self, Reading reading) {
    this.self = self;
    this.mistakes = reading.mistakes();
    this.listener = reading.listener();
    this.failuresBefore = mistakes.failures();
    for (NodeTuple tuple : tuples) {
      add(tuple.getKeyNode(), tuple.getValueNode(), reading);
    }
  }

  private void add(Node keyNode, Node value, Reading reading) {
    Position at = keyNode.getStartMark().map(Position::of).orElse(self.at());
    if (!(keyNode instanceof ScalarNode scalar)) {
      mistakes.add(at, "a key of %s is no text".formatted(self.label()), "a text as key");
      return;
    }
    String key = scalar.getValue();
    int index = keyNode.getStartMark().map(Mark::getIndex).orElse(self.index());
    Key entry = self.ofEntry(key, at, index);
    YamlNode first = values.putIfAbsent(key, new YamlNode(value, entry, reading));
    if (first != null) {
      mistakes.add(
          at,
          "key '%s' again; it stands in line %d already".formatted(key, first.nameAt().line()),
          "each key once");
    }
  }

  /** The key this map belongs to. */
  public String name() {
    return self.name();
  }

  /** Whether the key is there; asking does not make it a known one. */
  public boolean has(String key) {
    return values.containsKey(key);
  }

  /** Whether there is no key at all. */
  public boolean isEmpty() {
    return values.isEmpty();
  }

  /** The value of the key, if it is there. */
  public Optional<YamlNode> optional(String key) {
    return key(key, false);
  }

  private Optional<YamlNode> key(String key, boolean required) {
    known.add(key);
    listener.read(self.path(), new ReadAs.HavingKey(key, required));
    return Optional.ofNullable(values.get(key));
  }

  /** The value of the key, if it is there and of the format. */
  public <T> Optional<T> optional(String key, Format<T> format) {
    return optional(key).flatMap(node -> node.value(format));
  }

  /** The value of the key; adds a mistake when there is none. */
  public Optional<YamlNode> required(String key, String expected) {
    Optional<YamlNode> node = key(key, true);
    if (node.isEmpty()) {
      mistake("'%s' in %s is missing".formatted(key, self.label()), expected);
    }
    return node;
  }

  /** The value of the key; adds a mistake when there is none of the format. */
  public <T> Optional<T> required(String key, Format<T> format) {
    return required(key, format.expected()).flatMap(node -> node.value(format));
  }

  /** The map at the key; adds a mistake when there is none. */
  public Optional<YamlMap> requiredMap(String key, String expected) {
    return required(key, expected).flatMap(node -> node.map(expected));
  }

  /** The elements of the list at the key; adds a mistake when there are none. */
  public List<YamlNode> requiredList(String key, String expected) {
    return required(key, expected).map(node -> node.elements(expected)).orElse(List.of());
  }

  /** The one of the keys that is present; adds a mistake when it is not exactly one. */
  public Optional<YamlNode> oneOf(String... keys) {
    known.addAll(List.of(keys));
    listener.read(self.path(), new ReadAs.HavingOneOf(List.of(keys)));
    List<YamlNode> present =
        List.of(keys).stream().filter(values::containsKey).map(values::get).toList();
    String expected = "exactly one of " + String.join(", ", keys);
    if (present.isEmpty()) {
      mistake("%s has none of %s".formatted(self.label(), String.join(", ", keys)), expected);
    }
    for (YamlNode surplus : present.stream().skip(1).toList()) {
      mistakes.add(
          surplus.nameAt(),
          "'%s' beside '%s' in %s"
              .formatted(surplus.name(), present.getFirst().name(), self.label()),
          expected);
    }
    return present.stream().findFirst();
  }

  /** All values, for a map whose keys are names that the user chose. */
  public List<YamlNode> all() {
    known.addAll(values.keySet());
    listener.read(self.path(), new ReadAs.OfNames());
    return List.copyOf(values.values());
  }

  /** Adds a mistake at the key that this map belongs to. */
  public void mistake(String problem, String expected) {
    mistakes.add(self.at(), problem, expected);
  }

  /** What the map stands for; empty when anything in it, or below it, is wrong. */
  public <T> Optional<T> build(Supplier<T> sound) {
    for (YamlNode value : values.values()) {
      if (!known.contains(value.name())) {
        unknown(value);
      }
    }
    return mistakes.failures() > failuresBefore ? Optional.empty() : Optional.of(sound.get());
  }

  private void unknown(YamlNode value) {
    List<String> free = known.stream().filter(key -> !values.containsKey(key)).toList();
    mistakes.add(
        value.nameAt(),
        "unknown key '%s' in %s%s"
            .formatted(value.name(), self.label(), Suggestion.didYouMean(value.name(), free)),
        known.isEmpty() ? "no keys" : "one of " + String.join(", ", known));
  }
}
