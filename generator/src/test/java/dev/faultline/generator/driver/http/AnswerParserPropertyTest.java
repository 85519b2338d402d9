package dev.faultline.generator.driver.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Netty's own decoder is what the parser is held against. */
class AnswerParserPropertyTest {

  private record Seen(int status, boolean keepAlive, boolean complete) {}

  private record Answer(String head, String body, boolean toHead) {

    byte[] bytes() {
      return (head + body).getBytes(StandardCharsets.US_ASCII);
    }
  }

  @Provide
  Arbitrary<Answer> answers() {
    Arbitrary<String> versions = Arbitraries.of("1.0", "1.1");
    Arbitrary<Integer> statuses = Arbitraries.of(200, 201, 204, 301, 304, 404, 500, 503, 599);
    Arbitrary<String> connections =
        Arbitraries.of("", "Connection: close\r\n", "connection: Keep-Alive\r\n");
    Arbitrary<String> more =
        Arbitraries.of("", "Content-Type: text/plain\r\n", "C: x\r\nT: y\r\ntransfer: z\r\n");
    Arbitrary<String> bodies =
        Arbitraries.strings().withChars('a', '\r', '\n', '0', ' ').ofMaxLength(300);
    return Combinators.combine(
            versions,
            statuses,
            connections,
            more,
            bodies,
            Arbitraries.of(0, 1, 2, 3),
            Arbitraries.of(true, false))
        .as(AnswerParserPropertyTest::answer);
  }

  private static Answer answer(
      String version,
      int status,
      String connection,
      String more,
      String body,
      int framing,
      boolean toHead) {
    String line =
        "HTTP/%s %d%s\r\n".formatted(version, status, status % 2 == 0 ? " Some Words" : " ");
    boolean bodiless = toHead || status == 204 || status == 304;
    boolean chunked = framing > 1 && version.equals("1.1");
    String length =
        switch (chunked ? framing : framing % 2) {
          case 0 -> "Content-Length: " + body.length() + "\r\n";
          case 1 -> "content-length:\t" + body.length() + " \r\n";
          default -> "Transfer-Encoding: chunked\r\n";
        };
    String framed = chunked ? chunked(body, framing == 3) : body;
    return new Answer(line + more + length + connection + "\r\n", bodiless ? "" : framed, toHead);
  }

  private static String chunked(String body, boolean withTrailers) {
    StringBuilder chunks = new StringBuilder();
    for (int at = 0; at < body.length(); at += 7) {
      String chunk = body.substring(at, Math.min(body.length(), at + 7));
      chunks.append(Integer.toHexString(chunk.length()).toUpperCase(Locale.ROOT));
      chunks.append(withTrailers ? ";a=b\r\n" : "\r\n").append(chunk).append("\r\n");
    }
    return chunks.append(withTrailers ? "0\r\nCheck: sum\r\n\r\n" : "0\r\n\r\n").toString();
  }

  @Property(tries = 2000)
  void an_answer_in_whatever_pieces_is_read_as_netty_reads_it(
      @ForAll("answers") Answer answer, @ForAll List<Byte> cuts) throws Exception {
    ByteBuf all =
        Unpooled.wrappedBuffer(answer.bytes(), "NEXT".getBytes(StandardCharsets.US_ASCII));
    AnswerParser parser = new AnswerParser();
    parser.expectAnswer(answer.toHead(), null);
    for (byte cut : cuts) {
      parser.read(all.readSlice(Math.min(cut & 15, answer.bytes().length - all.readerIndex())));
    }
    parser.read(all);

    assertThat(new Seen(parser.status(), parser.keepAlive(), parser.complete()))
        .isEqualTo(byNetty(answer));
    assertThat(all.toString(StandardCharsets.US_ASCII)).isEqualTo("NEXT");
  }

  private static Seen byNetty(Answer answer) {
    HttpResponseDecoder decoder =
        new HttpResponseDecoder() {
          @Override
          protected boolean isContentAlwaysEmpty(HttpMessage message) {
            return answer.toHead() || super.isContentAlwaysEmpty(message);
          }
        };
    EmbeddedChannel channel = new EmbeddedChannel(decoder);
    channel.writeInbound(Unpooled.wrappedBuffer(answer.bytes()));
    int status = 0;
    boolean keepAlive = false;
    boolean complete = false;
    for (HttpObject part = channel.readInbound(); part != null; part = channel.readInbound()) {
      assertThat(part.decoderResult().isSuccess()).isTrue();
      if (part instanceof HttpResponse head) {
        status = head.status().code();
        keepAlive = HttpUtil.isKeepAlive(head);
      }
      complete |= part instanceof LastHttpContent;
      ReferenceCountUtil.release(part);
    }
    channel.finishAndReleaseAll();
    return new Seen(status, keepAlive, complete);
  }

  @Example
  void an_old_server_cannot_send_chunks() {
    AnswerParser parser = new AnswerParser();
    parser.expectAnswer(false, null);
    byte[] answer =
        "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            .getBytes(StandardCharsets.US_ASCII);

    assertThatExceptionOfType(InvalidAnswerException.class)
        .isThrownBy(() -> parser.read(Unpooled.wrappedBuffer(answer)));
  }

  @Property(tries = 5000)
  void garbage_is_refused_or_waited_for_but_never_more(@ForAll byte[] garbage) {
    AnswerParser parser = new AnswerParser();
    parser.expectAnswer(false, null);
    try {
      parser.read(Unpooled.wrappedBuffer(garbage));
    } catch (InvalidAnswerException e) {
      assertThat(e.getStackTrace()).isEmpty();
      return;
    }
    assertThat(parser.complete()).isFalse();
  }

  @Property(tries = 2000)
  void a_damaged_answer_never_makes_the_parser_fail_otherwise(
      @ForAll("answers") Answer answer, @ForAll int place, @ForAll byte damage) {
    byte[] bytes = answer.bytes();
    bytes[Math.floorMod(place, bytes.length)] = damage;
    AnswerParser parser = new AnswerParser();
    parser.expectAnswer(answer.toHead(), null);
    try {
      parser.read(Unpooled.wrappedBuffer(bytes));
      assertThat(parser.status()).isBetween(0, 999);
    } catch (InvalidAnswerException e) {
      assertThat(parser.complete()).isFalse();
    }
  }
}
