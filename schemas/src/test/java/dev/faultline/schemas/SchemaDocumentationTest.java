package dev.faultline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.schemas.mapping.Mapping;
import dev.faultline.schemas.mapping.Mappings;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What people who read the topics without our code rely on. */
class SchemaDocumentationTest {

  static Stream<Schema> namedTypes() {
    Set<Schema> types = new HashSet<>();
    Mappings.all().stream().map(Mapping::schema).forEach(schema -> collect(schema, types));
    return types.stream();
  }

  @ParameterizedTest
  @MethodSource("namedTypes")
  void everyTypeAndFieldIsDocumented(Schema type) {
    assertThat(type.getDoc()).as(type.getName()).isNotBlank();
    if (type.getType() == Schema.Type.RECORD) {
      assertThat(type.getFields())
          .allSatisfy(field -> assertThat(field.doc()).as(field.name()).isNotBlank())
          .filteredOn(field -> field.name().endsWith("Micros"))
          .allSatisfy(field -> assertThat(field.doc()).contains("microseconds"));
    }
  }

  @ParameterizedTest
  @MethodSource("namedTypes")
  void everyEnumHasASymbolForThoseOfNewerVersions(Schema type) {
    if (type.getType() == Schema.Type.ENUM) {
      assertThat(type.getEnumDefault()).isEqualTo("UNKNOWN");
    }
  }

  private static void collect(Schema schema, Set<Schema> types) {
    switch (schema.getType()) {
      case RECORD -> {
        if (types.add(schema)) {
          schema.getFields().forEach(field -> collect(field.schema(), types));
        }
      }
      case ENUM, FIXED -> types.add(schema);
      case ARRAY -> collect(schema.getElementType(), types);
      case MAP -> collect(schema.getValueType(), types);
      case UNION -> schema.getTypes().forEach(branch -> collect(branch, types));
      default -> {}
    }
  }
}
