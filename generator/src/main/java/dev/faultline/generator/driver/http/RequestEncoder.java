package dev.faultline.generator.driver.http;

import dev.faultline.core.plan.Step;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Writes a request as its bytes on the wire.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112, HTTP/1.1</a>
 */
final class RequestEncoder {

  private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  private final String authority;

  /**
   * @param authority host and port as the user wrote them, for the host header
   */
  RequestEncoder(String authority) {
    this.authority = authority;
  }

  byte[] encode(Step.Request step) throws UnusableTargetException {
    if (!step.method().matches(TOKEN)) {
      throw unusable(step, "'" + step.method() + "' is no HTTP method");
    }
    byte[] body = step.body().orElse("").getBytes(StandardCharsets.UTF_8);
    StringBuilder head = new StringBuilder(256);
    head.append(step.method()).append(' ').append(onWire(step.path())).append(" HTTP/1.1\r\n");
    for (Map.Entry<String, String> header : headers(step, body.length).entrySet()) {
      check(step, header.getKey(), header.getValue());
      head.append(header.getKey()).append(": ").append(header.getValue()).append("\r\n");
    }
    byte[] headBytes = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[headBytes.length + body.length];
    System.arraycopy(headBytes, 0, bytes, 0, headBytes.length);
    System.arraycopy(body, 0, bytes, headBytes.length, body.length);
    return bytes;
  }

  /** The user's headers, and before them those that are needed and not among them. */
  private Map<String, String> headers(Step.Request step, int bodyLength) {
    Map<String, String> all = new LinkedHashMap<>();
    all.put("host", authority);
    all.put("user-agent", "faultline");
    all.put("accept", "*/*");
    if (bodyLength > 0 || METHODS_WITH_BODY.contains(step.method())) {
      all.put("content-length", Integer.toString(bodyLength));
    }
    step.headers().forEach((name, value) -> all.put(name.toLowerCase(Locale.ROOT), value));
    return all;
  }

  private static void check(Step.Request step, String name, String value)
      throws UnusableTargetException {
    if (!name.matches(TOKEN)) {
      throw unusable(step, "'" + name + "' is no header name");
    }
    if (value.chars().anyMatch(c -> c == '\r' || c == '\n' || c == 0)) {
      throw unusable(step, "the value of header '" + name + "' has a line break in it");
    }
  }

  /** The path with everything outside visible ASCII percent-encoded. */
  private static String onWire(String path) {
    StringBuilder encoded = new StringBuilder(path.length());
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      if (octet > ' ' && octet < 0x7f) {
        encoded.append((char) octet);
      } else {
        encoded.append("%%%02X".formatted(octet & 0xff));
      }
    }
    return encoded.toString();
  }

  private static UnusableTargetException unusable(Step.Request step, String problem) {
    return new UnusableTargetException("step '" + step.name() + "': " + problem);
  }
}
