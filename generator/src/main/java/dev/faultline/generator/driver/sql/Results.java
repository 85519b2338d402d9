package dev.faultline.generator.driver.sql;

import dev.faultline.core.yaml.JsonText;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What the statements of a transaction have given, as JSON:
 *
 * <pre>
 * {"rowCount":2,"rows":[{"id":1,"name":"Ada"},{"id":2,"name":null}]}
 * </pre>
 *
 * and a list of these for a list of statements. On one event loop.
 */
final class Results {

  /** What they may have, so that no target can exhaust the generator's memory. */
  static final int MAX_CHARS = 1 << 20;

  private final boolean listed;
  private final List<String> complete = new ArrayList<>();
  private final StringBuilder rows = new StringBuilder();
  private List<Column> columns = List.of();
  private long kept;

  /**
   * @param listed whether it is a list, of one or more
   */
  Results(boolean listed) {
    this.listed = listed;
  }

  /** Whether there is more than {@link #MAX_CHARS}. */
  boolean tooLarge() {
    return kept > MAX_CHARS;
  }

  void described(List<Column> ofRows) {
    columns = ofRows;
  }

  /** A DataRow. */
  void row(ByteBuf body) {
    kept += body.readableBytes();
    if (tooLarge()) {
      return;
    }
    int from = rows.length();
    rows.append(from == 0 ? "{" : ",{");
    int count = body.readUnsignedShort();
    for (int i = 0; i < count; i++) {
      Column column = columns.get(i);
      rows.append(i == 0 ? "" : ",").append(JsonText.quoted(column.name())).append(':');
      value(column, body);
    }
    rows.append('}');
    kept += rows.length() - from;
  }

  private void value(Column column, ByteBuf body) {
    int length = body.readInt();
    if (length < 0) {
      rows.append("null");
    } else {
      rows.append(column.json(body.readCharSequence(length, StandardCharsets.UTF_8).toString()));
    }
  }

  /**
   * A statement is done.
   *
   * @param tag what it was, and of how many rows at its end: {@code INSERT 0 5}
   */
  void statement(String tag) {
    String last = tag.substring(tag.lastIndexOf(' ') + 1);
    String count = last.chars().allMatch(Character::isDigit) && !last.isEmpty() ? last : "0";
    complete.add("{\"rowCount\":%s,\"rows\":[%s]}".formatted(count, rows));
    rows.setLength(0);
    columns = List.of();
  }

  /** All of them. */
  String json() {
    String all = String.join(",", complete);
    return listed ? "[" + all + "]" : all;
  }
}
