package dev.faultline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Records that somebody's Kafka holds already. They must stay readable for ever. */
class GoldenBytesTest {

  static Stream<Arguments> current() {
    return arguments(Examples.all());
  }

  static Stream<Arguments> all() {
    return Stream.concat(current(), arguments(Examples.former()));
  }

  private static Stream<Arguments> arguments(Map<String, Examples.Example<?>> examples) {
    return examples.entrySet().stream().map(entry -> Arguments.of(Named.of(entry.getKey(), entry)));
  }

  @ParameterizedTest
  @MethodSource("all")
  void recordsWrittenByAnyVersionAreRead(Map.Entry<String, Examples.Example<?>> example) {
    Examples.Example<?> expected = example.getValue();

    assertThat((Object) expected.topic().codec().decode(golden(example.getKey())))
        .isEqualTo(expected.value());
  }

  @ParameterizedTest
  @MethodSource("current")
  void recordsAreWrittenAsTheFirstProgramOfTheirVersionDid(
      Map.Entry<String, Examples.Example<?>> example) {
    assertThat(HexFormat.of().formatHex(example.getValue().encode()))
        .isEqualTo(HexFormat.of().formatHex(golden(example.getKey())));
  }

  private static byte[] golden(String name) {
    try (InputStream in = GoldenBytesTest.class.getResourceAsStream("/golden/" + name + ".hex")) {
      String hex = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
      return HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
