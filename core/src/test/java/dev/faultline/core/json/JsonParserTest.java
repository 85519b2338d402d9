package dev.faultline.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonParserTest {

  @Test
  void readsEveryKindOfValue() {
    assertThat(JsonParser.parse(" { \"a\" : [ 1, -2.5e3 , true,null ], \"b\": {}, \"c\":[]}\n"))
        .contains(
            new Json.Members(
                Map.of(
                    "a",
                    new Json.Elements(
                        List.of(
                            new Json.Bare("1"),
                            new Json.Bare("-2.5e3"),
                            new Json.Bare("true"),
                            new Json.Bare("null"))),
                    "b",
                    new Json.Members(Map.of()),
                    "c",
                    new Json.Elements(List.of()))));
  }

  @Test
  void readsEscapes() {
    assertThat(JsonParser.parse("\"a\\\"\\\\\\/\\b\\f\\n\\r\\t\\u00fc\\uD83D\\uDE00ü\""))
        .contains(new Json.Text("a\"\\/\b\f\n\r\tü😀ü"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "[1",
        "[1,]",
        "{\"a\"}",
        "{\"a\":1,}",
        "{a:1}",
        "01",
        "1.",
        "+1",
        "tru",
        "nul",
        "\"a",
        "\"\\x\"",
        "\"\\u12g4\"",
        "\"a\nb\"",
        "1 2",
        "[1]]",
        "NaN",
        "'a'",
        "<html>"
      })
  void whatIsNoJsonIsNothing(String text) {
    assertThat(JsonParser.parse(text)).isEmpty();
  }

  @Test
  void nestingWithoutEndExhaustsNothing() {
    assertThat(JsonParser.parse("[".repeat(100_000))).isEmpty();
    assertThat(JsonParser.parse("[".repeat(100) + "]".repeat(100))).isPresent();
  }
}
