package dev.faultline.schemas;

import static org.apache.avro.SchemaCompatibility.checkReaderWriterCompatibility;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.schemas.mapping.Mapping;
import dev.faultline.schemas.mapping.Mappings;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaCompatibility.SchemaCompatibilityType;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * FULL_TRANSITIVE: whoever runs the current version reads what every released version wrote, and
 * the other way round. A release adds its schemas as a further folder beside {@code v1}.
 */
class SchemaCompatibilityTest {

  private static final List<String> RELEASES = List.of("v1");

  static Stream<Arguments> currentAndReleased() {
    return Mappings.all().stream()
        .map(Mapping::schema)
        .flatMap(
            current ->
                RELEASES.stream()
                    .map(
                        release ->
                            Arguments.of(
                                Named.of(current.getName(), current),
                                Named.of(release, released(release, current.getName())))));
  }

  @ParameterizedTest
  @MethodSource("currentAndReleased")
  void theCurrentVersionReadsWhatAReleaseWrote(Schema current, Schema released) {
    assertReads(current, released);
  }

  @ParameterizedTest
  @MethodSource("currentAndReleased")
  void aReleaseReadsWhatTheCurrentVersionWrites(Schema current, Schema released) {
    assertReads(released, current);
  }

  @ParameterizedTest
  @MethodSource("currentAndReleased")
  void everyReleasedVersionIsStillShipped(Schema current, Schema released) {
    assertThat(SchemaStore.SHIPPED.versions(current))
        .containsKey(SchemaStore.fingerprint(released));
  }

  private static void assertReads(Schema reader, Schema writer) {
    var result = checkReaderWriterCompatibility(reader, writer).getResult();

    assertThat(result.getCompatibility())
        .as("%s", result.getIncompatibilities())
        .isEqualTo(SchemaCompatibilityType.COMPATIBLE);
  }

  private static Schema released(String release, String record) {
    String resource = "/schemas/" + release + "/" + record + ".avsc";
    try (InputStream in = SchemaCompatibilityTest.class.getResourceAsStream(resource)) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
