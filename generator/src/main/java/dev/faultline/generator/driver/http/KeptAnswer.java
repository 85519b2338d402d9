package dev.faultline.generator.driver.http;

import dev.faultline.core.check.Answer;
import io.netty.buffer.ByteBuf;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Headers and body of an answer that a step looks into. On one event loop. */
final class KeptAnswer {

  /** What a body may have, so that no target can exhaust the generator's memory. */
  static final int MAX_BODY_BYTES = 1 << 20;

  private final boolean bodyWanted;
  private final Map<String, String> headers = new HashMap<>();
  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private boolean bodyTooLarge;

  /**
   * @param bodyWanted false when the headers are enough
   */
  KeptAnswer(boolean bodyWanted) {
    this.bodyWanted = bodyWanted;
  }

  /** What came was no answer yet. */
  void clear() {
    headers.clear();
  }

  /** A line {@code name: value}; anything else is passed over. */
  void header(ByteBuf in, int from, int to) {
    String line = in.toString(from, to - from, StandardCharsets.ISO_8859_1);
    int colon = line.indexOf(':');
    if (colon > 0) {
      header(line.substring(0, colon).toLowerCase(Locale.ROOT), line.substring(colon + 1).strip());
    }
  }

  /**
   * @param name in small letters
   */
  void header(String name, String value) {
    headers.merge(name, value, (first, next) -> first + ", " + next);
  }

  /** The next bytes of the body, which stay in the buffer. */
  void body(ByteBuf in, int bytes) {
    if (!bodyWanted || bodyTooLarge) {
      return;
    }
    if (body.size() + bytes > MAX_BODY_BYTES) {
      bodyTooLarge = true;
      body.reset();
      return;
    }
    byte[] part = new byte[bytes];
    in.getBytes(in.readerIndex(), part);
    body.writeBytes(part);
  }

  /** Whether the body was wanted, but had more than {@link #MAX_BODY_BYTES}. */
  boolean bodyTooLarge() {
    return bodyTooLarge;
  }

  /** The answer as checks see it; the body is taken for UTF-8. */
  Answer complete(long serviceMicros) {
    return new Answer(headers, body.toString(StandardCharsets.UTF_8), serviceMicros);
  }
}
