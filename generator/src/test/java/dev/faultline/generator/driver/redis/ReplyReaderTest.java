package dev.faultline.generator.driver.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.CodecException;
import io.netty.handler.codec.redis.RedisDecoder;
import io.netty.handler.codec.redis.RedisMessage;
import io.netty.util.ReferenceCountUtil;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplyReaderTest {

  private static final String ALL =
      "+OK~:7~$5~hello~$0~~$-1~*-1~*0~*3~$1~a~*2~:1~$-1~+b~-WRONGTYPE no~-odd one~*1~-ERR in~";

  @Test
  void readsEachKindOfReplyWhereverItIsCut() {
    List<String> whole = bodies(ALL, ALL.length());

    assertThat(whole)
        .containsExactly(
            "OK",
            "7",
            "hello",
            "",
            "",
            "",
            "[]",
            "[\"a\",[1,null],\"b\"]",
            "-wrongtype",
            "-error",
            "[\"ERR in\"]");
    for (int size = 1; size < ALL.length(); size++) {
      assertThat(bodies(ALL, size)).isEqualTo(whole);
    }
  }

  @ParameterizedTest
  @CsvSource({"+OK~, 5", "$5~hello~, 11", "$-1~, 5", "$0~~, 6", "*2~:10~-E x~, 15", "-ERR é~, 9"})
  void countsTheBytesOfAReply(String reply, long bytes) {
    assertThat(read(reply, 100, true)).extracting(Received::bytes).containsExactly(bytes);
    assertThat(read(reply, 1, false)).extracting(Received::bytes).containsExactly(bytes);
  }

  @Test
  void whatNobodyLooksIntoIsPassedOver() {
    assertThat(read("$3~abc~*1~:1~", 100, false))
        .containsExactly(new Received.Passed(9), new Received.Passed(8));
  }

  @Test
  void keepsNoMoreThanItMay() {
    String large = "x".repeat(ReplyReader.MAX_BYTES + 1);
    String many = "*100000~" + ":1~".repeat(100_000);

    assertThat(read("$%d~%s~+OK~".formatted(large.length(), large), 10_000, true))
        .hasSize(2)
        .first()
        .isInstanceOf(Received.TooLarge.class);
    assertThat(read(many + "+OK~", 10_000, true))
        .hasSize(2)
        .first()
        .isInstanceOf(Received.TooLarge.class);
  }

  @Test
  void refusesArraysThatAreTooDeep() {
    assertThatExceptionOfType(CodecException.class)
        .isThrownBy(() -> read("*1~".repeat(200), 1000, false));
  }

  private static List<String> bodies(String replies, int size) {
    return read(replies, size, true).stream()
        .map(
            reply ->
                switch (reply) {
                  case Received.Value value -> value.body();
                  case Received.Error error -> "-" + error.kind();
                  case Received.Passed _, Received.TooLarge _ -> throw new AssertionError(reply);
                })
        .toList();
  }

  /** Reads replies, of which a tilde is the end of a line, in pieces of a size. */
  private static List<Received> read(String replies, int size, boolean wanted) {
    byte[] bytes = replies.replace("~", "\r\n").getBytes(StandardCharsets.UTF_8);
    EmbeddedChannel channel = new EmbeddedChannel(new RedisDecoder());
    ReplyReader reader = new ReplyReader();
    List<Received> read = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += size) {
      int length = Math.min(size, bytes.length - from);
      channel.writeInbound(Unpooled.wrappedBuffer(bytes, from, length));
      for (RedisMessage piece = channel.readInbound(); piece != null; ) {
        reader.read(piece, wanted).ifPresent(read::add);
        ReferenceCountUtil.release(piece);
        piece = channel.readInbound();
      }
    }
    channel.finishAndReleaseAll();
    return read;
  }
}
