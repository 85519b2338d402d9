package dev.faultline.core.json;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonPathTest {

  private static final Json ORDER =
      JsonParser.parse(
              """
              { "id": 7, "state": "NEW", "a b": "x", "items": [
                { "sku": "p", "price": 1.50 }, { "sku": "q" }, [ 3 ] ],
                "none": null }
              """)
          .orElseThrow();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "$.id | 7",
        "$.state | NEW",
        "$['a b'] | x",
        "$[\"a b\"] | x",
        "$.items[0].price | 1.50",
        "$.items[-1][0] | 3",
        "$.items[*].sku | p q",
        "$.items.*.sku | p q",
        "$['items'][*]['price'] | 1.50",
        "$.none | null",
        "$.items[3] | ``",
        "$.items[-4] | ``",
        "$.items.sku | ``",
        "$.id.id | ``",
        "$.missing | ``",
        "$[0] | ``",
      })
  void findsWhatIsThere(String path, String found) {
    assertThat(
            String.join(
                " ",
                JsonPath.parse(path).orElseThrow().find(ORDER).stream()
                    .map(value -> value.scalar().orElseThrow())
                    .toList()))
        .isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "id", "$id", "$.", "$..id", "$[a]", "$['a]", "$[1:2]", "$.a[?(@.b)]"})
  void whatIsNoPathIsNothing(String text) {
    assertThat(JsonPath.parse(text)).isEmpty();
  }
}
