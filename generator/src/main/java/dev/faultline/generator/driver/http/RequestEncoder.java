package dev.faultline.generator.driver.http;

import dev.faultline.core.expression.Template;
import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Step;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes the requests of a step as their bytes on the wire. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112">RFC 9112, HTTP/1.1</a>
 */
final class RequestEncoder {

  private static final Set<String> METHODS_WITH_BODY = Set.of("POST", "PUT", "PATCH");
  private static final String TOKEN = "[!#$%&'*+.^_`|~0-9A-Za-z-]+";

  private final String method;
  private final Template path;
  private final Map<String, Template> headers;
  private final Optional<Template> body;

  /**
   * @param authority host and port as the user wrote them, for the host header
   * @param authorization the value of that header, where the step has none itself
   * @throws InvalidRequestException when a name in it would break the message
   */
  RequestEncoder(Step.Request step, String authority, Optional<String> authorization)
      throws InvalidRequestException {
    this.method = token(step.method(), "HTTP method");
    this.path = step.path();
    this.headers = headers(step, authority, authorization);
    this.body = step.body();
  }

  /** The user's headers, and before them those that are needed and not among them. */
  private static Map<String, Template> headers(
      Step.Request step, String authority, Optional<String> authorization)
      throws InvalidRequestException {
    Map<String, Template> all = new LinkedHashMap<>();
    all.put("host", Template.of(authority));
    all.put("user-agent", Template.of("faultline"));
    all.put("accept", Template.of("*/*"));
    authorization.ifPresent(value -> all.put("authorization", Template.of(value)));
    for (Map.Entry<String, Template> header : step.headers().entrySet()) {
      String name = token(header.getKey(), "header name").toLowerCase(Locale.ROOT);
      all.put(name, header.getValue());
    }
    return all;
  }

  private static String token(String text, String what) throws InvalidRequestException {
    if (!text.matches(TOKEN)) {
      throw new InvalidRequestException("'%s' is no %s".formatted(text, what));
    }
    return text;
  }

  /**
   * The request of an iteration.
   *
   * @throws InvalidRequestException when a value in it would break the message
   */
  byte[] encode(Values values) throws InvalidRequestException {
    byte[] bodyBytes = body(values);
    StringBuilder head = new StringBuilder(256);
    head.append(method).append(' ');
    path(path.fill(values), head);
    head.append(" HTTP/1.1\r\n");
    for (Map.Entry<String, Template> header : headers.entrySet()) {
      String value = oneLine(header.getKey(), header.getValue().fill(values));
      head.append(header.getKey()).append(": ").append(value).append("\r\n");
    }
    if (needsLength(bodyBytes)) {
      head.append("content-length: ").append(bodyBytes.length).append("\r\n");
    }
    byte[] headBytes = head.append("\r\n").toString().getBytes(StandardCharsets.UTF_8);
    byte[] bytes = new byte[headBytes.length + bodyBytes.length];
    System.arraycopy(headBytes, 0, bytes, 0, headBytes.length);
    System.arraycopy(bodyBytes, 0, bytes, headBytes.length, bodyBytes.length);
    return bytes;
  }

  String method() {
    return method;
  }

  /** The body of an iteration; headers that are written afterwards may refer to it. */
  byte[] body(Values values) {
    String text = body.isEmpty() ? "" : body.get().fill(values);
    values.requestBody(text);
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /** Whether the target has to be told how long that body is. */
  boolean needsLength(byte[] its) {
    return its.length > 0 || METHODS_WITH_BODY.contains(method);
  }

  /** The path of an iteration. */
  String path(Values values) throws InvalidRequestException {
    StringBuilder encoded = new StringBuilder();
    path(path.fill(values), encoded);
    return encoded.toString();
  }

  /** The headers of an iteration by their names in small letters. */
  Map<String, String> headers(Values values) throws InvalidRequestException {
    Map<String, String> filled = new LinkedHashMap<>();
    for (Map.Entry<String, Template> header : headers.entrySet()) {
      filled.put(header.getKey(), oneLine(header.getKey(), header.getValue().fill(values)));
    }
    return filled;
  }

  private static String oneLine(String name, String value) throws InvalidRequestException {
    for (int i = 0; i < value.length(); i++) {
      char next = value.charAt(i);
      if (next == '\r' || next == '\n' || next == 0) {
        throw new InvalidRequestException(
            "the value of header '" + name + "' has a line break in it");
      }
    }
    return value;
  }

  /** The path with everything outside visible ASCII percent-encoded. */
  private static void path(String path, StringBuilder encoded) throws InvalidRequestException {
    if (!path.startsWith("/")) {
      throw new InvalidRequestException("the path '" + path + "' does not begin with a slash");
    }
    for (byte octet : path.getBytes(StandardCharsets.UTF_8)) {
      if (octet > ' ' && octet < 0x7f) {
        encoded.append((char) octet);
      } else {
        encoded.append("%%%02X".formatted(octet & 0xff));
      }
    }
  }
}
