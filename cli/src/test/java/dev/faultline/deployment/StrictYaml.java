package dev.faultline.deployment;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Reads YAML as an API server with strict field validation does: an unknown field, a field that is
 * there twice, or a value of another type is a mistake.
 */
final class StrictYaml {

  private static final ObjectMapper MAPPER = mapper();

  private StrictYaml() {}

  /** The documents of a file, in their order. */
  static List<JsonNode> documents(Path file) throws IOException {
    return documents(Files.readString(file));
  }

  /** The documents of a text, in their order. */
  static List<JsonNode> documents(String yaml) throws IOException {
    try (JsonParser parser = MAPPER.createParser(yaml)) {
      return MAPPER.readValues(parser, new TypeReference<JsonNode>() {}).readAll();
    }
  }

  static <T> T read(JsonNode document, Class<T> type) throws IOException {
    return MAPPER.treeToValue(document, type);
  }

  private static ObjectMapper mapper() {
    ObjectMapper mapper =
        YAMLMapper.builder(
                YAMLFactory.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .annotationIntrospector(new NothingUnknown())
            .build();
    for (CoercionInputShape shape :
        List.of(CoercionInputShape.Integer, CoercionInputShape.Float, CoercionInputShape.Boolean)) {
      mapper.coercionConfigFor(LogicalType.Textual).setCoercion(shape, CoercionAction.Fail);
    }
    return mapper;
  }

  /** The models keep what they do not know for later; here nothing may be left for later. */
  private static final class NothingUnknown extends JacksonAnnotationIntrospector {

    @Override
    public Boolean hasAnySetter(Annotated member) {
      return false;
    }
  }
}
