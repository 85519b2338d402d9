package dev.faultline.generator.driver.sql;

import io.netty.buffer.ByteBuf;

/**
 * Finds the code of an error: five letters and digits, the same for all databases.
 *
 * @see <a href="https://www.postgresql.org/docs/current/errcodes-appendix.html">PostgreSQL's error
 *     codes</a>
 */
final class SqlState {

  /** {@code internal_error}, for an error without one. */
  private static final String UNKNOWN = "XX000";

  private static final String CODE = "[0-9A-Z]{5}";

  private SqlState() {}

  /** That of an ErrorResponse: fields, each a letter and a text. */
  static String of(ByteBuf body) {
    while (body.isReadable()) {
      byte field = body.readByte();
      if (field == 0) {
        return UNKNOWN;
      }
      String text = Column.text(body);
      if (field == 'C') {
        return text.matches(CODE) ? text : UNKNOWN;
      }
    }
    return UNKNOWN;
  }
}
