package dev.faultline.schemas;

import static java.util.stream.Collectors.toMap;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParser;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericFixed;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;

/**
 * Reads records as {@code docs/topics.md} says, with Avro alone and the schemas in their files.
 *
 * @param schemas by fingerprint, as it stands in a header
 */
record ForeignReader(Map<String, Schema> schemas) {

  private static final Path FOLDER = Path.of("src", "main", "avro");
  private static final String MARKER = "c301";
  private static final int MARKER_LENGTH = 2;
  private static final int HEADER_LENGTH = 10;
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  static ForeignReader ofShippedSchemas() throws IOException {
    SchemaParser parser = new SchemaParser();
    try (Stream<Path> files = Files.list(FOLDER)) {
      for (Path file : files.sorted().toList()) {
        parser.parse(file);
      }
    }
    return new ForeignReader(
        parser.getParsedNamedSchemas().stream()
            .filter(schema -> schema.getType() == Schema.Type.RECORD)
            .collect(toMap(ForeignReader::fingerprint, schema -> schema)));
  }

  /** The record in the page's notation. */
  JsonNode read(byte[] value) throws IOException {
    HexFormat hex = HexFormat.of();
    if (!hex.formatHex(value, 0, MARKER_LENGTH).equals(MARKER)) {
      throw new IOException("no single-object encoding");
    }
    Schema writer = schemas.get(hex.formatHex(value, MARKER_LENGTH, HEADER_LENGTH));
    BinaryDecoder decoder =
        DecoderFactory.get()
            .binaryDecoder(value, HEADER_LENGTH, value.length - HEADER_LENGTH, null);
    GenericRecord record = new GenericDatumReader<GenericRecord>(writer).read(null, decoder);
    if (!decoder.isEnd()) {
      throw new IOException("bytes follow the record");
    }
    return node(record);
  }

  private static String fingerprint(Schema schema) {
    ByteBuffer bytes = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(SchemaNormalization.parsingFingerprint64(schema));
    return HexFormat.of().formatHex(bytes.array());
  }

  private static JsonNode node(Object value) {
    return switch (value) {
      case null -> NODES.nullNode();
      case GenericRecord record -> object(record);
      case GenericFixed runId -> NODES.textNode(uuid(ByteBuffer.wrap(runId.bytes())));
      case ByteBuffer bytes -> NODES.textNode(hex(bytes));
      case Collection<?> items -> array(items);
      case Map<?, ?> entries -> object(entries);
      case Boolean yes -> NODES.booleanNode(yes);
      case Integer number -> NODES.numberNode(number);
      case Long number -> NODES.numberNode(number);
      case Double number -> NODES.numberNode(number);
      default -> NODES.textNode(value.toString());
    };
  }

  private static ObjectNode object(GenericRecord record) {
    ObjectNode object = NODES.objectNode();
    List<Schema.Field> fields = record.getSchema().getFields();
    fields.forEach(field -> object.set(field.name(), node(record.get(field.pos()))));
    return object;
  }

  private static ObjectNode object(Map<?, ?> entries) {
    ObjectNode object = NODES.objectNode();
    entries.forEach((key, value) -> object.set(key.toString(), node(value)));
    return object;
  }

  private static ArrayNode array(Collection<?> items) {
    ArrayNode array = NODES.arrayNode();
    items.forEach(item -> array.add(node(item)));
    return array;
  }

  private static String uuid(ByteBuffer bytes) {
    return new UUID(bytes.getLong(), bytes.getLong()).toString();
  }

  private static String hex(ByteBuffer bytes) {
    byte[] copy = new byte[bytes.remaining()];
    bytes.duplicate().get(copy);
    return HexFormat.of().formatHex(copy);
  }
}
