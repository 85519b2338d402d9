package dev.faultline.core.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.nodes.Tag;

class JsonTextTest {

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "1.50, 1.50",
        "-2e3, -2E+3",
        ".inf, \"Infinity\"",
        ".NaN, \"NaN\"",
        "12e99148537001, \"12e99148537001\"",
      })
  void whatNoNumberCanBeIsAText(String yaml, String json) {
    assertThat(JsonText.plain(yaml, Tag.FLOAT)).isEqualTo(json);
  }
}
