package dev.faultline.core.yaml.shape;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.yaml.Format;
import dev.faultline.core.yaml.Mistakes;
import dev.faultline.core.yaml.Placeholders;
import dev.faultline.core.yaml.YamlDocument;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class ExplorerTest {

  private static final Format<String> WORD =
      new Format<String>("a word", "a word", Optional::of).like("\\w+");
  private static final Format<String> KIND =
      new Format<String>("a kind", "tall or wide", Optional::of).like("tall|wide");

  @Test
  void findsKeysNeededAndNotWithWhatTheyAreReadAs() {
    Shape.Whole shape =
        explore(
            root -> {
              root.required("word", WORD);
              root.optional("text").ifPresent(node -> node.text("any text"));
              root.optional("any").ifPresent(node -> node.json("anything"));
              root.optional("never read");
            });

    assertThat(shape.root())
        .isEqualTo(
            keys(
                needed("word", new Shape.Scalar(WORD)),
                free("text", new Shape.Text("any text")),
                free("any", new Shape.Json("anything"))));
  }

  @Test
  void findsWhatMayBeOneThingOrAnother() {
    Shape.Whole shape =
        explore(
            root ->
                root.optional("words")
                    .ifPresent(
                        node -> {
                          if (node.isList()) {
                            node.elements("words").forEach(element -> element.value(WORD));
                          } else if (!node.isLeftOut()) {
                            node.value(WORD);
                          }
                        }));

    assertThat(shape.root())
        .isEqualTo(
            keys(
                free(
                    "words",
                    new Shape.Either(
                        List.of(
                            new Shape.Elements("words", new Shape.Scalar(WORD)),
                            new Shape.Nothing(),
                            new Shape.Scalar(WORD))))));
  }

  @Test
  void findsNamesThatTheUserChooses() {
    Shape.Whole shape =
        explore(
            root ->
                root.optional("sizes")
                    .flatMap(node -> node.map("sizes by name"))
                    .map(YamlMap::all)
                    .orElse(List.of())
                    .forEach(
                        size -> {
                          size.checkName(WORD);
                          size.value(KIND);
                        }));

    assertThat(shape.root())
        .isEqualTo(
            keys(
                free(
                    "sizes",
                    new Shape.Names("sizes by name", Optional.of(WORD), new Shape.Scalar(KIND)))));
  }

  @Test
  void triesNamesUntilOneHasItsValueRead() {
    assertThat(valuesOf(size -> !size.name().equals("a"))).isEqualTo(new Shape.Scalar(KIND));
    assertThat(valuesOf(_ -> false)).isEqualTo(new Shape.Anything());
  }

  private static Shape valuesOf(Predicate<YamlNode> read) {
    Shape.Whole shape =
        explore(root -> root.all().stream().filter(read).forEach(size -> size.value(KIND)));
    return ((Shape.Names) shape.root()).values();
  }

  @Test
  void findsWhatGoesWithEachOfSeveralKeys() {
    Shape.Whole shape =
        explore(
            root ->
                root.oneOf("circle", "square")
                    .ifPresent(
                        node -> {
                          node.value(WORD);
                          if (node.name().equals("square")) {
                            root.optional("turned", WORD);
                          }
                        }));

    Shape word = new Shape.Scalar(WORD);
    assertThat(shape.root())
        .isEqualTo(
            new Shape.Keys(
                "the root",
                List.of(
                    variant(needed("circle", word)),
                    variant(free("turned", word), needed("square", word)))));
  }

  @Test
  void findsWhatDependsOnAValueOfWhichThereAreFew() {
    Shape.Whole shape =
        explore(
            root -> {
              boolean wide = root.optional("kind", KIND).filter("wide"::equals).isPresent();
              root.required(wide ? "width" : "height", WORD);
            });

    Shape word = new Shape.Scalar(WORD);
    assertThat(shape.root())
        .isEqualTo(
            new Shape.Keys(
                "the root",
                List.of(
                    variant(free("kind", choice("tall")), needed("height", word)),
                    variant(needed("kind", choice("wide")), needed("width", word)))));
  }

  @Test
  void theKeyMayStillBeLeftOutWhenThatIsLikeNoneOfItsValues() {
    Shape.Whole shape =
        explore(
            root ->
                root.optional("kind", KIND)
                    .ifPresentOrElse(
                        kind -> root.required(kind.equals("wide") ? "width" : "height", WORD),
                        () -> root.optional("size", WORD)));

    Shape word = new Shape.Scalar(WORD);
    assertThat(shape.root())
        .isEqualTo(
            new Shape.Keys(
                "the root",
                List.of(
                    variant(free("size", word)),
                    variant(needed("kind", choice("tall")), needed("height", word)),
                    variant(needed("kind", choice("wide")), needed("width", word)))));
  }

  @Test
  void aShapeThatContainsItselfIsDefinedOnce() {
    Shape.Whole shape = explore(ExplorerTest::tasks);

    Shape same = new Shape.Same("tasks");
    assertThat(shape.root()).isEqualTo(keys(needed("tasks", same)));
    assertThat(shape.definitions())
        .containsOnlyKeys("tasks")
        .containsValue(
            new Shape.Elements(
                "tasks",
                new Shape.Keys(
                    "a task",
                    List.of(
                        variant(needed("say", new Shape.Scalar(WORD))),
                        variant(
                            needed(
                                "repeat",
                                new Shape.Keys(
                                    "tasks again", List.of(variant(needed("tasks", same))))))))));
  }

  @Test
  void seedsShowWhatIsReadOnlyBecauseOfSomethingElse() {
    Consumer<YamlMap> reader =
        root -> {
          boolean shared = root.optional("shared").isPresent();
          root.optional("own")
              .flatMap(node -> node.map("own"))
              .ifPresent(
                  own -> {
                    if (shared) {
                      own.optional("weight", WORD);
                    } else {
                      own.required("load", WORD);
                    }
                  });
        };

    Shape.Whole shape =
        explore(reader, Document.EMPTY, Document.EMPTY.with("shared", new Document.Blank()));

    assertThat(shape.root())
        .isEqualTo(
            keys(
                free(
                    "own",
                    new Shape.Keys(
                        "own",
                        List.of(
                            variant(
                                free("load", new Shape.Scalar(WORD)),
                                free("weight", new Shape.Scalar(WORD))))))));
  }

  private static void tasks(YamlMap map) {
    for (YamlNode task : map.requiredList("tasks", "tasks")) {
      task.map("a task")
          .flatMap(found -> found.oneOf("say", "repeat"))
          .ifPresent(
              kind -> {
                if (kind.name().equals("say")) {
                  kind.value(WORD);
                } else {
                  kind.map("tasks again").ifPresent(ExplorerTest::tasks);
                }
              });
    }
  }

  private static Shape.Whole explore(Consumer<YamlMap> reader) {
    return explore(reader, Document.EMPTY);
  }

  private static Shape.Whole explore(Consumer<YamlMap> reader, Document.Keys... seeds) {
    return Explorer.explore(
        (yaml, listener) ->
            YamlDocument.read("it", yaml, new Mistakes(), new Placeholders(), listener)
                .flatMap(root -> root.map("the root"))
                .ifPresent(reader),
        List.of(seeds),
        List.of("a", "b-1"));
  }

  private record Entry(String key, Shape.Property property) {}

  private static Entry needed(String key, Shape shape) {
    return new Entry(key, new Shape.Property(shape, true));
  }

  private static Entry free(String key, Shape shape) {
    return new Entry(key, new Shape.Property(shape, false));
  }

  private static Shape choice(String text) {
    return new Shape.Choice(KIND.expected(), List.of(text));
  }

  private static Shape.Variant variant(Entry... entries) {
    SequencedMap<String, Shape.Property> properties = new LinkedHashMap<>();
    List.of(entries).forEach(entry -> properties.put(entry.key(), entry.property()));
    return new Shape.Variant(properties);
  }

  private static Shape keys(Entry... entries) {
    return new Shape.Keys("the root", List.of(variant(entries)));
  }
}
