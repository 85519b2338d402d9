package dev.faultline.generator.driver.http;

import dev.faultline.generator.driver.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.http2.Http2Headers;
import java.util.Map;
import java.util.concurrent.Future;

/** A request that is under way on an HTTP/2 connection. On one event loop. */
final class OpenStream {

  private static final int FIRST_FINAL_STATUS = 200;

  private final StreamConnection connection;
  private final int id;
  private final Exchange<StreamRequest> exchange;
  private final Future<?> timeout;
  private int status;
  private long bytes;

  /** The exchange was sent on it just now. */
  OpenStream(StreamConnection connection, int id, Exchange<StreamRequest> exchange) {
    this.connection = connection;
    this.id = id;
    this.exchange = exchange;
    this.timeout = connection.after(exchange.request().timeoutMicros(), this::timedOut);
  }

  Exchange<StreamRequest> exchange() {
    return exchange;
  }

  /** Those of the answer, or those that may come after its body, which nobody looks at. */
  void headers(Http2Headers headers) {
    int told = headers.status() == null ? 0 : number(headers.status());
    if (status == 0 && told >= FIRST_FINAL_STATUS) {
      status = told;
      if (exchange.kept() != null) {
        for (Map.Entry<CharSequence, CharSequence> header : headers) {
          exchange.kept().header(header.getKey().toString(), header.getValue().toString());
        }
      }
    }
  }

  void data(ByteBuf data) {
    bytes += data.readableBytes();
    if (exchange.kept() != null) {
      exchange.kept().body(data, data.readableBytes());
    }
  }

  /** The last of it has come. */
  void answered() {
    forget();
    if (status == 0) {
      exchange.failed(connection.clock().epochMicros(), Failure.INVALID_ANSWER, bytes);
    } else {
      exchange.answered(connection.clock().epochMicros(), status, bytes);
    }
  }

  void fail(Failure failure) {
    forget();
    exchange.failed(connection.clock().epochMicros(), failure, bytes);
  }

  /** Its end is somebody else's affair. */
  void forget() {
    timeout.cancel(false);
  }

  private void timedOut() {
    connection.timedOut(id);
    exchange.failed(connection.clock().epochMicros(), Failure.TIMEOUT, bytes);
  }

  private static int number(CharSequence status) {
    return status.length() == 3 && status.chars().allMatch(Character::isDigit)
        ? Integer.parseInt(status, 0, 3, 10)
        : 0;
  }
}
