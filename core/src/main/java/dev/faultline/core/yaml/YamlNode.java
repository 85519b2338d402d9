package dev.faultline.core.yaml;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * A value in a document. Reading it as something that it is not adds a mistake and gives nothing,
 * so that the reader goes on and finds the next mistake too.
 */
public final class YamlNode implements Value {

  private static final CoreSchema CORE_SCHEMA = new CoreSchema();

  private final Node node;
  private final Key key;
  private final Reading reading;

  YamlNode(Node node, Key key, Reading reading) {
    this.node = node;
    this.key = key;
    this.reading = reading;
  }

  /** The key it belongs to. */
  public String name() {
    return key.name();
  }

  /** Where that key stands. */
  public Position nameAt() {
    return key.at();
  }

  /** Where the value begins. */
  public Position at() {
    return isNull() ? key.at() : node.getStartMark().map(Position::of).orElse(key.at());
  }

  /** What stands for it in the document, from its key to its value's end. */
  public Span span() {
    int end = node.getEndMark().map(Mark::getIndex).orElse(key.index());
    return new Span(key.index(), end);
  }

  /** Whether it is a list. */
  public boolean isList() {
    return node instanceof SequenceNode;
  }

  /** Whether it can be read as a map. */
  public boolean isMap() {
    return node instanceof MappingNode || isNull();
  }

  /** Whether a map is written. */
  public boolean isWrittenMap() {
    return node instanceof MappingNode;
  }

  /** As a map; nothing written counts as an empty one. */
  public Optional<YamlMap> map(String expected) {
    tell(new ReadAs.OfKeys(expected));
    return keys(expected);
  }

  private Optional<YamlMap> keys(String expected) {
    if (node instanceof MappingNode mapping) {
      return Optional.of(new YamlMap(mapping.getValue(), key, reading));
    }
    return isNull() ? Optional.of(new YamlMap(List.of(), key, reading)) : wrong(expected);
  }

  /** As a list of at least one element. */
  public List<YamlNode> elements(String expected) {
    tell(new ReadAs.OfElements(expected));
    Optional<List<YamlNode>> list = list(expected);
    if (list.isPresent() && list.get().isEmpty()) {
      mistakeAtName(key.label() + " is empty", expected);
    }
    return list.orElse(List.of());
  }

  /** As a list; nothing written counts as an empty one. */
  private Optional<List<YamlNode>> list(String expected) {
    if (isNull()) {
      return Optional.of(List.of());
    }
    if (!(node instanceof SequenceNode sequence)) {
      return wrong(expected);
    }
    List<YamlNode> elements = new ArrayList<>();
    for (Node element : sequence.getValue()) {
      Position at = element.getStartMark().map(Position::of).orElse(key.at());
      elements.add(new YamlNode(element, key.ofElement(elements.size() + 1, at), reading));
    }
    return Optional.of(elements);
  }

  /** As a text, its placeholders replaced. */
  public Optional<String> text(String expected) {
    tell(new ReadAs.OfText(expected));
    return scalar(expected);
  }

  private Optional<String> scalar(String expected) {
    if (isNull() || !(node instanceof ScalarNode scalar)) {
      return wrong(expected);
    }
    return reading.placeholders().replace(scalar.getValue(), at(), reading.mistakes());
  }

  /** As a text of which parts may be known only later; parameters are replaced. */
  public Optional<List<Piece>> pieces(String expected) {
    tell(new ReadAs.OfText(expected));
    return unjoined(expected);
  }

  /** The same, of which the whole is to be of a format; it is not looked at yet. */
  public Optional<List<Piece>> pieces(Format<?> format) {
    tell(new ReadAs.OfFormat(format));
    return unjoined(format.expected());
  }

  private Optional<List<Piece>> unjoined(String expected) {
    if (isNull() || !(node instanceof ScalarNode scalar)) {
      return wrong(expected);
    }
    return reading.placeholders().pieces(scalar.getValue(), at(), reading.mistakes());
  }

  /** It cannot be read because of a mistake that is told elsewhere. */
  public void consequence() {
    reading.mistakes().addConsequence();
  }

  /** The parameters of the document, by name. */
  public Set<String> parameters() {
    return reading.placeholders().names();
  }

  /** The value of one of them; empty, with a mistake told elsewhere, when it is not known. */
  public Optional<String> parameter(String name) {
    return reading.placeholders().value(name, reading.mistakes());
  }

  /**
   * As a map, written as one JSON object; nothing written counts as an empty one. What stands there
   * without quotes has the type that YAML gives it after its placeholders are replaced.
   */
  public Optional<String> json(String expected) {
    JsonText.Plain json = new JsonText.Plain();
    return json(expected, json) ? Optional.of(json.text()) : Optional.empty();
  }

  /**
   * The same, written part by part.
   *
   * @return whether all of it could be read
   */
  public boolean json(String expected, JsonText.Sink sink) {
    tell(new ReadAs.OfJson(expected));
    return keys(expected).filter(map -> object(map, sink)).isPresent();
  }

  private static boolean object(YamlMap map, JsonText.Sink sink) {
    String before = "{";
    for (YamlNode field : map.all()) {
      sink.json(before + JsonText.quoted(field.name()) + ":");
      field.json(sink);
      before = ",";
    }
    sink.json(map.isEmpty() ? "{}" : "}");
    return map.build(() -> true).isPresent();
  }

  private void json(JsonText.Sink sink) {
    if (isNull()) {
      sink.json("null");
    } else if (node instanceof ScalarNode) {
      sink.scalar(this);
    } else if (node instanceof MappingNode) {
      json("a map", sink);
    } else {
      elements(sink);
    }
  }

  private void elements(JsonText.Sink sink) {
    List<YamlNode> elements = list("a list").orElse(List.of());
    String before = "[";
    for (YamlNode element : elements) {
      sink.json(before);
      element.json(sink);
      before = ",";
    }
    sink.json(elements.isEmpty() ? "[]" : "]");
  }

  /** The text as JSON, which stands here and had its placeholders replaced. */
  public String asJson(String text) {
    return node instanceof ScalarNode scalar && scalar.isPlain()
        ? JsonText.plain(text, CORE_SCHEMA.getScalarResolver().resolve(text, true))
        : JsonText.quoted(text);
  }

  @Override
  public <T> Optional<T> value(Format<T> format) {
    tell(new ReadAs.OfFormat(format));
    Optional<String> text = scalar(format.expected());
    Optional<T> value = text.flatMap(format::parse);
    if (text.isPresent() && value.isEmpty()) {
      mistake("'%s' is not %s".formatted(text.get(), format.name()), format.expected());
    }
    return value;
  }

  /** Checks the key itself, for a map whose keys are names that the user chose. */
  public void checkName(Format<?> format) {
    tell(new ReadAs.Named(format));
    if (format.parse(key.name()).isEmpty()) {
      String problem = "'%s' is not %s".formatted(key.name(), format.name());
      reading.mistakes().add(key.at(), problem, format.expected());
    }
  }

  /** Adds mistakes about another file that this one leads to. */
  public Mistakes mistakesIn(String file) {
    return reading.mistakes().in(file);
  }

  /** Adds a mistake at the key that it belongs to. */
  public void mistakeAtName(String problem, String expected) {
    reading.mistakes().add(key.at(), problem, expected);
  }

  @Override
  public void mistake(String problem, String expected) {
    reading.mistakes().add(at(), problem, expected);
  }

  /** Whether nothing, or YAML's null, is written. */
  public boolean isNull() {
    return node.getTag().equals(Tag.NULL);
  }

  /** The same where that is no mistake. */
  public boolean isLeftOut() {
    tell(new ReadAs.OfNothing());
    return isNull();
  }

  private void tell(ReadAs as) {
    reading.listener().read(key.path(), as);
  }

  private <T> Optional<T> wrong(String expected) {
    mistake(key.label() + " " + found(), expected);
    return Optional.empty();
  }

  private String found() {
    return switch (node) {
      case MappingNode _ -> "is a map";
      case SequenceNode _ -> "is a list";
      case ScalarNode _ when isNull() -> "has no value";
      case ScalarNode scalar -> "is the text '%s'".formatted(scalar.getValue());
      default -> "is a " + node.getNodeType();
    };
  }
}
