package dev.faultline.generator.driver.http;

import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.Step;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Map;
import java.util.Optional;

/**
 * Writes the requests of a step for HTTP/2. Thread-safe.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9113#name-expressing-http-semantics-in">RFC 9113,
 *     HTTP semantics in HTTP/2</a>
 */
final class StreamEncoder {

  private static final String HOST = "host";

  private final RequestEncoder parts;
  private final String scheme;

  /** What an iteration sends. */
  record Encoded(Http2Headers headers, byte[] body) {}

  /**
   * @param authority host and port as the user wrote them
   * @param authorization the value of that header, where the step has none itself
   * @throws InvalidRequestException when a name in it would break the message
   */
  StreamEncoder(Step.Request step, String scheme, String authority, Optional<String> authorization)
      throws InvalidRequestException {
    this.parts = new RequestEncoder(step, authority, authorization);
    this.scheme = scheme;
  }

  /**
   * The request of an iteration.
   *
   * @throws InvalidRequestException when a value in it would break the message
   */
  Encoded encode(Values values) throws InvalidRequestException {
    byte[] body = parts.body(values);
    Http2Headers headers =
        new DefaultHttp2Headers(false)
            .method(parts.method())
            .scheme(scheme)
            .path(parts.path(values));
    for (Map.Entry<String, String> header : parts.headers(values).entrySet()) {
      if (header.getKey().equals(HOST)) {
        headers.authority(header.getValue());
      } else {
        headers.add(header.getKey(), header.getValue());
      }
    }
    if (parts.needsLength(body)) {
      headers.add("content-length", Integer.toString(body.length));
    }
    return new Encoded(headers, body);
  }
}
