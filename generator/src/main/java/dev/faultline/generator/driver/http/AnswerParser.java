package dev.faultline.generator.driver.http;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Reads one answer after the other from a connection, as far as a load generator has to: the
 * status, where the answer ends, and whether another may follow. Headers and bodies are passed over
 * where nobody keeps them. It makes no objects, unless a line comes in pieces. On one event loop.
 *
 * <pre>
 * STATUS_LINE ─▶ HEADERS ─┬─▶ (complete)
 *      ▲            │     ├─▶ BODY ──────────────────────────▶ (complete)
 *      └─(1xx)──────┘     ├─▶ CHUNK_SIZE ⇄ CHUNK ─▶ TRAILERS ─▶ (complete)
 *                         └─▶ UNTIL_CLOSE
 * </pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.3">RFC 9112, message body
 *     length</a>
 */
final class AnswerParser {

  private static final int MAX_HEAD_BYTES = 64 * 1024;
  private static final int SWITCHING_PROTOCOLS = 101;
  private static final int NO_CONTENT = 204;
  private static final int NOT_MODIFIED = 304;
  private static final long UNKNOWN = -1;

  private enum State {
    STATUS_LINE,
    HEADERS,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    CHUNK_END,
    TRAILERS,
    UNTIL_CLOSE,
    COMPLETE
  }

  private final ByteBuf piece = Unpooled.buffer(0);
  private State state = State.STATUS_LINE;
  private boolean bodiless;
  private int headBytes;
  private int status;
  private boolean keepAlive;
  private boolean chunked;
  private boolean encoded;
  private boolean old;
  private long contentLength;
  private long left;

  /** Null when only the status matters. */
  private KeptAnswer kept;

  /**
   * A request was sent, and its answer is the next to come.
   *
   * @param keeper gets the answer's headers and body; null when nobody wants them
   */
  void expectAnswer(boolean toHead, KeptAnswer keeper) {
    bodiless = toHead;
    kept = keeper;
    state = State.STATUS_LINE;
    headBytes = 0;
    piece.clear();
  }

  /** The answer's status, once it is {@link #complete()}. */
  int status() {
    return status;
  }

  /** Whether the connection can be used again after the answer. */
  boolean keepAlive() {
    return keepAlive;
  }

  /** Whether the answer has been read to its end. */
  boolean complete() {
    return state == State.COMPLETE;
  }

  /** Whether the answer ends only when the target closes the connection. */
  boolean endsWithClose() {
    return state == State.UNTIL_CLOSE;
  }

  /**
   * Reads on, up to the end of the answer; what follows it is left in the buffer.
   *
   * @throws InvalidAnswerException when it is no HTTP/1 answer
   */
  void read(ByteBuf in) throws InvalidAnswerException {
    while (state != State.COMPLETE && in.isReadable()) {
      switch (state) {
        case BODY, CHUNK -> pass(in);
        case UNTIL_CLOSE -> pass(in, in.readableBytes());
        default -> {
          if (!readLine(in)) {
            return;
          }
        }
      }
    }
  }

  private void pass(ByteBuf in) {
    int passed = (int) Math.min(left, in.readableBytes());
    pass(in, passed);
    left -= passed;
    if (left == 0) {
      state = state == State.BODY ? State.COMPLETE : State.CHUNK_END;
    }
  }

  private void pass(ByteBuf in, int bytes) {
    if (kept != null) {
      kept.body(in, bytes);
    }
    in.skipBytes(bytes);
  }

  /** False when the line's end has not come yet. */
  private boolean readLine(ByteBuf in) throws InvalidAnswerException {
    int from = in.readerIndex();
    int lineFeed = in.indexOf(from, in.writerIndex(), (byte) '\n');
    int length = (lineFeed < 0 ? in.writerIndex() : lineFeed + 1) - from;
    headBytes += length;
    if (headBytes > MAX_HEAD_BYTES) {
      throw new InvalidAnswerException();
    }
    if (lineFeed >= 0 && !piece.isReadable()) {
      in.readerIndex(lineFeed + 1);
      line(in, from, withoutReturn(in, from, lineFeed));
      return true;
    }
    piece.writeBytes(in, length);
    if (lineFeed < 0) {
      return false;
    }
    line(piece, 0, withoutReturn(piece, 0, piece.writerIndex() - 1));
    piece.clear();
    return true;
  }

  private static int withoutReturn(ByteBuf in, int from, int lineFeed) {
    return lineFeed > from && in.getByte(lineFeed - 1) == '\r' ? lineFeed - 1 : lineFeed;
  }

  private void line(ByteBuf in, int from, int to) throws InvalidAnswerException {
    switch (state) {
      case STATUS_LINE -> statusLine(in, from, to);
      case HEADERS -> {
        if (from == to) {
          headEnds();
        } else {
          header(in, from, to);
        }
      }
      case CHUNK_SIZE -> {
        left = chunkSize(in, from, to);
        headBytes = 0;
        state = left == 0 ? State.TRAILERS : State.CHUNK;
      }
      case CHUNK_END -> {
        if (from != to) {
          throw new InvalidAnswerException();
        }
        state = State.CHUNK_SIZE;
      }
      case TRAILERS -> state = from == to ? State.COMPLETE : State.TRAILERS;
      case BODY, CHUNK, UNTIL_CLOSE, COMPLETE -> throw new IllegalStateException("no line here");
    }
  }

  /** {@code HTTP/1.x SSS}, and after a space some words. */
  private void statusLine(ByteBuf in, int from, int to) throws InvalidAnswerException {
    boolean valid =
        to - from >= 12
            && AsciiText.startsWith(in, from, "http/1.")
            && in.getByte(from + 8) == ' '
            && (to - from == 12 || in.getByte(from + 12) == ' ');
    if (!valid) {
      throw new InvalidAnswerException();
    }
    status = (int) AsciiText.number(in, from + 9, from + 12, 10);
    old = in.getByte(from + 7) == '0';
    keepAlive = !old;
    chunked = false;
    encoded = false;
    contentLength = UNKNOWN;
    state = State.HEADERS;
  }

  private void header(ByteBuf in, int from, int to) throws InvalidAnswerException {
    if (kept != null) {
      kept.header(in, from, to);
    }
    switch (in.getByte(from) | 0x20) {
      case 'c' -> {
        if (AsciiText.startsWith(in, from, "content-length:")) {
          contentLength(in, from + 15, to);
        } else if (AsciiText.startsWith(in, from, "connection:")) {
          connection(in, from + 11, to);
        }
      }
      case 't' -> {
        if (AsciiText.startsWith(in, from, "transfer-encoding:")) {
          encoded = true;
          chunked = AsciiText.endsWith(in, from + 18, to, "chunked");
        }
      }
      default -> {}
    }
  }

  private void contentLength(ByteBuf in, int from, int to) throws InvalidAnswerException {
    int first = AsciiText.skipSpaces(in, from, to);
    long length = AsciiText.number(in, first, AsciiText.trimSpaces(in, first, to), 10);
    if (contentLength != UNKNOWN && contentLength != length) {
      throw new InvalidAnswerException();
    }
    contentLength = length;
  }

  private void connection(ByteBuf in, int from, int to) {
    if (AsciiText.contains(in, from, to, "close")) {
      keepAlive = false;
    } else if (AsciiText.contains(in, from, to, "keep-alive")) {
      keepAlive = true;
    }
  }

  private void headEnds() throws InvalidAnswerException {
    headBytes = 0;
    if (encoded && old) {
      throw new InvalidAnswerException(); // as the RFC has it: nobody knows where it ends
    }
    if (status == SWITCHING_PROTOCOLS) {
      keepAlive = false;
      state = State.COMPLETE;
    } else if (status < 200) {
      state = State.STATUS_LINE;
      forgetInformational();
    } else if (bodiless || status == NO_CONTENT || status == NOT_MODIFIED) {
      state = State.COMPLETE;
    } else if (encoded) {
      state = chunked ? State.CHUNK_SIZE : State.UNTIL_CLOSE;
    } else if (contentLength == UNKNOWN) {
      state = State.UNTIL_CLOSE;
    } else {
      left = contentLength;
      state = left == 0 ? State.COMPLETE : State.BODY;
    }
    keepAlive &= state != State.UNTIL_CLOSE;
  }

  private void forgetInformational() {
    if (kept != null) {
      kept.clear();
    }
  }

  private static long chunkSize(ByteBuf in, int from, int to) throws InvalidAnswerException {
    int end = from;
    while (end < to && in.getByte(end) != ';') {
      end++;
    }
    return AsciiText.number(in, from, AsciiText.trimSpaces(in, from, end), 16);
  }
}
