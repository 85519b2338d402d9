package dev.faultline.generator.driver.redis;

import dev.faultline.core.json.Json;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.redis.ArrayHeaderRedisMessage;
import io.netty.handler.codec.redis.BulkStringHeaderRedisMessage;
import io.netty.handler.codec.redis.BulkStringRedisContent;
import io.netty.handler.codec.redis.ErrorRedisMessage;
import io.netty.handler.codec.redis.FullBulkStringRedisMessage;
import io.netty.handler.codec.redis.IntegerRedisMessage;
import io.netty.handler.codec.redis.LastBulkStringRedisContent;
import io.netty.handler.codec.redis.RedisMessage;
import io.netty.handler.codec.redis.SimpleStringRedisMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts a reply together from the pieces that Netty's decoder finds. Whatever a server sends, no
 * more than {@link #MAX_BYTES} of it are kept; what nobody looks into is passed over. On one event
 * loop.
 */
final class ReplyReader {

  /** What a reply may have, so that no target can exhaust the generator's memory. */
  static final int MAX_BYTES = 1 << 20;

  private static final int MAX_DEPTH = 100;

  /** What keeping a value costs, however short it is. */
  private static final int VALUE_BYTES = 32;

  private static final int LINE_END = 2;
  private static final Pattern KIND = Pattern.compile("[A-Z][A-Z0-9_]{0,39}");
  private static final Json NIL = new Json.Bare("null");

  /** An array that is not complete yet. */
  private static final class Open {

    private final List<Json> elements = new ArrayList<>();
    private long missing;

    Open(long missing) {
      this.missing = missing;
    }
  }

  private final Deque<Open> open = new ArrayDeque<>();
  private final ByteArrayOutputStream text = new ByteArrayOutputStream();
  private boolean wanted;
  private long bytes;
  private long kept;

  /**
   * The next piece.
   *
   * @param valueWanted whether somebody looks into the reply; asked anew for each reply
   * @return the reply, when that was its last piece
   * @throws CodecException when it is no reply
   */
  Optional<Received> read(RedisMessage piece, boolean valueWanted) {
    wanted = valueWanted;
    return switch (piece) {
      case SimpleStringRedisMessage line -> {
        bytes += 1 + utf8Length(line.content()) + LINE_END;
        yield value(keep(line.content().length()) ? new Json.Text(line.content()) : NIL);
      }
      case ErrorRedisMessage error -> {
        bytes += 1 + utf8Length(error.content()) + LINE_END;
        yield open.isEmpty()
            ? Optional.of(new Received.Error(kind(error.content()), takeBytes()))
            : value(new Json.Text(error.content()));
      }
      case IntegerRedisMessage number -> {
        bytes += header(number.value());
        yield value(keep(0) ? new Json.Bare(Long.toString(number.value())) : NIL);
      }
      case ArrayHeaderRedisMessage array -> array(array.length());
      case FullBulkStringRedisMessage whole -> whole(whole);
      case BulkStringHeaderRedisMessage begun -> {
        bytes += header(begun.bulkStringLength());
        yield Optional.empty();
      }
      case BulkStringRedisContent content -> content(content);
      default -> throw new CodecException("no reply: " + piece);
    };
  }

  /** Nil, or an empty text: all others come in a header and contents. */
  private Optional<Received> whole(FullBulkStringRedisMessage whole) {
    bytes += whole.isNull() ? header(-1) : header(0) + LINE_END;
    return value(keep(0) && !whole.isNull() ? new Json.Text("") : NIL);
  }

  private Optional<Received> content(BulkStringRedisContent content) {
    int length = content.content().readableBytes();
    bytes += length;
    if (keep(length)) {
      byte[] part = new byte[length];
      content.content().getBytes(content.content().readerIndex(), part);
      text.writeBytes(part);
    }
    if (!(content instanceof LastBulkStringRedisContent)) {
      return Optional.empty();
    }
    bytes += LINE_END;
    Json value = keep(0) ? new Json.Text(text.toString(StandardCharsets.UTF_8)) : NIL;
    text.reset();
    return value(value);
  }

  private Optional<Received> array(long length) {
    bytes += header(length);
    if (length < 0) {
      return value(NIL);
    }
    if (length == 0) {
      return value(new Json.Elements(List.of()));
    }
    if (open.size() == MAX_DEPTH) {
      throw new CodecException("arrays in arrays, too deep");
    }
    open.push(new Open(length));
    return Optional.empty();
  }

  /** Whether there is somebody who wants it, and room. */
  private boolean keep(int length) {
    if (wanted) {
      kept += length;
    }
    return wanted && kept <= MAX_BYTES;
  }

  private Optional<Received> value(Json value) {
    Json complete = value;
    kept += wanted ? VALUE_BYTES : 0;
    while (!open.isEmpty()) {
      Open array = open.peek();
      if (wanted && kept <= MAX_BYTES) {
        array.elements.add(complete);
      }
      array.missing--;
      if (array.missing > 0) {
        return Optional.empty();
      }
      open.pop();
      complete = new Json.Elements(array.elements);
    }
    return Optional.of(reply(complete));
  }

  private Received reply(Json value) {
    boolean tooLarge = kept > MAX_BYTES;
    kept = 0;
    if (!wanted) {
      return new Received.Passed(takeBytes());
    }
    return tooLarge ? new Received.TooLarge(takeBytes()) : new Received.Value(value, takeBytes());
  }

  private long takeBytes() {
    long taken = bytes;
    bytes = 0;
    return taken;
  }

  /** A type, a number, and the line's end. */
  private static long header(long number) {
    return 1 + Long.toString(number).length() + LINE_END;
  }

  private static int utf8Length(String text) {
    return text.getBytes(StandardCharsets.UTF_8).length;
  }

  private static String kind(String error) {
    Matcher kind = KIND.matcher(error.split(" ", 2)[0]);
    return kind.matches() ? kind.group().toLowerCase(Locale.ROOT) : "error";
  }
}
