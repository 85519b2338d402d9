package dev.faultline.generator.driver.redis;

import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.Values;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes commands as their bytes on the wire: an array of bulk strings, so that any bytes may be in
 * them. Thread-safe.
 *
 * @see <a href="https://redis.io/docs/latest/develop/reference/protocol-spec/">RESP</a>
 */
record CommandEncoder(List<Template> words) {

  CommandEncoder {
    words = List.copyOf(words);
  }

  /** The command of an iteration. */
  byte[] encode(Values values) {
    return encode(words.stream().map(word -> word.fill(values)).toList());
  }

  /** A command of the driver's own. */
  static byte[] encode(String... words) {
    return encode(List.of(words));
  }

  private static byte[] encode(List<String> words) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
    header('*', words.size(), bytes);
    for (String word : words) {
      byte[] utf8 = word.getBytes(StandardCharsets.UTF_8);
      header('$', utf8.length, bytes);
      bytes.writeBytes(utf8);
      endLine(bytes);
    }
    return bytes.toByteArray();
  }

  private static void header(char type, int length, ByteArrayOutputStream bytes) {
    bytes.write(type);
    bytes.writeBytes(Integer.toString(length).getBytes(StandardCharsets.US_ASCII));
    endLine(bytes);
  }

  private static void endLine(ByteArrayOutputStream bytes) {
    bytes.write('\r');
    bytes.write('\n');
  }
}
