package dev.faultline.generator.driver.sql;

import dev.faultline.core.yaml.JsonText;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A column of rows, whose values come as text.
 *
 * @param type PostgreSQL's number of the type
 */
record Column(String name, int type) {

  private static final int BOOL = 16;
  private static final int JSON = 114;
  private static final int JSONB = 3802;

  /** int8, int2, int4, oid, float4, float8, numeric. */
  private static final List<Integer> NUMBERS = List.of(20, 21, 23, 26, 700, 701, 1700);

  /** Infinity and NaN are none. */
  private static final Pattern NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?(e[+-]?\\d+)?");

  /** Bytes of a description between a column's name and its type, and after that. */
  private static final int TABLE_AND_POSITION = 6;

  private static final int SIZE_MODIFIER_AND_FORMAT = 8;

  /** Reads a RowDescription. */
  static List<Column> all(ByteBuf body) {
    int count = body.readUnsignedShort();
    List<Column> columns = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String name = text(body);
      body.skipBytes(TABLE_AND_POSITION);
      columns.add(new Column(name, body.readInt()));
      body.skipBytes(SIZE_MODIFIER_AND_FORMAT);
    }
    return columns;
  }

  /** Reads a text that ends with a zero. */
  static String text(ByteBuf body) {
    int length = body.bytesBefore((byte) 0);
    String text = body.toString(body.readerIndex(), length, StandardCharsets.UTF_8);
    body.skipBytes(length + 1);
    return text;
  }

  /** A value of it as JSON. */
  String json(String value) {
    return switch (type) {
      case BOOL -> value.equals("t") ? "true" : "false";
      case JSON, JSONB -> value;
      default ->
          NUMBERS.contains(type) && NUMBER.matcher(value).matches()
              ? value
              : JsonText.quoted(value);
    };
  }
}
