package dev.faultline.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.yaml.JsonText;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class JsonPropertyTest {

  @Property
  void whatIsWrittenIsReadAsItWas(@ForAll("values") Json value) {
    assertThat(JsonParser.parse(written(value))).contains(value);
  }

  @Property
  void nothingThatIsReadMakesItFail(@ForAll("scraps") String text) {
    assertThat(JsonParser.parse(text)).isNotNull();
  }

  private static String written(Json value) {
    return switch (value) {
      case Json.Bare(String bare) -> bare;
      case Json.Text(String text) -> JsonText.quoted(text);
      case Json.Elements(var elements) ->
          elements.stream()
              .map(JsonPropertyTest::written)
              .collect(Collectors.joining(" , ", "[", "\n]"));
      case Json.Members(var members) ->
          members.entrySet().stream()
              .map(entry -> JsonText.quoted(entry.getKey()) + " :" + written(entry.getValue()))
              .collect(Collectors.joining(",", "{ ", "}"));
    };
  }

  @Provide
  Arbitrary<Json> values() {
    return values(3);
  }

  private static Arbitrary<Json> values(int depth) {
    Arbitrary<Json> flat =
        Arbitraries.oneOf(
            Arbitraries.strings().ofMaxLength(8).map(Json.Text::new),
            Arbitraries.of("0", "-1", "2.50", "1e9", "true", "false", "null").map(Json.Bare::new));
    if (depth == 0) {
      return flat;
    }
    Arbitrary<Json> nested = values(depth - 1);
    Arbitrary<List<Json>> several = nested.list().ofMaxSize(3);
    return Arbitraries.oneOf(
        flat,
        several.map(Json.Elements::new),
        Combinators.combine(Arbitraries.strings().ofMaxLength(4), nested)
            .as((key, value) -> new Json.Members(Map.of(key, value))));
  }

  @Provide
  Arbitrary<String> scraps() {
    return Arbitraries.strings()
        .withChars('{', '}', '[', ']', '"', ':', ',', '1', '-', '.', 'e', '\\', 'u', ' ')
        .ofMaxLength(20);
  }
}
