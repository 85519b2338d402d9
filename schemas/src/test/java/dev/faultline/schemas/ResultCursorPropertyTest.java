package dev.faultline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.result.CompletedRequest;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class ResultCursorPropertyTest {

  private final ResultCursor cursor = new ResultCursor();

  @Provide
  Arbitrary<RequestResult> results() {
    return ArbitraryRecords.of(RequestResult.class);
  }

  @Provide
  Arbitrary<List<ResultRecord>> records() {
    return ArbitraryRecords.of(ResultRecord.class).list().ofMinSize(1).ofMaxSize(8);
  }

  @Property(tries = 1000)
  void it_says_of_every_result_what_the_codec_says(
      @ForAll("results") RequestResult result, @ForAll @IntRange(max = 20) int around) {
    byte[] bytes = Topics.RESULTS.codec().encode(result);
    byte[] among = new byte[bytes.length + 2 * around];
    Arrays.fill(among, (byte) 0x11);
    System.arraycopy(bytes, 0, among, around, bytes.length);

    assertThat(cursor.moveTo(among, around, bytes.length)).isTrue();
    assertThat(said()).isEqualTo(withoutError(result));
    assertThat(cursor.responseTimeMicros()).isEqualTo(result.responseTimeMicros());
    assertThat(cursor.completedMicros()).isEqualTo(result.completedMicros());
  }

  @Property(tries = 500)
  void what_it_said_of_records_before_does_not_matter(
      @ForAll("records") List<ResultRecord> records) {
    for (ResultRecord record : records) {
      byte[] bytes = Topics.RESULTS.codec().encode(record);

      boolean moved = cursor.moveTo(bytes, 0, bytes.length);

      assertThat(moved).isEqualTo(record instanceof RequestResult);
      if (record instanceof RequestResult result) {
        assertThat(said()).isEqualTo(withoutError(result));
      }
    }
  }

  @Property(tries = 5000)
  void of_damaged_bytes_it_never_says_anything_that_the_codec_does_not_say(
      @ForAll("results") RequestResult result, @ForAll long seed) {
    Random random = new Random(seed);
    byte[] bytes = Topics.RESULTS.codec().encode(result);
    byte[] damaged = Arrays.copyOf(bytes, Math.max(0, bytes.length + random.nextInt(-3, 3)));
    for (int damages = random.nextInt(4); damages > 0 && damaged.length > 0; damages--) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt();
    }
    byte[] among = Arrays.copyOf(damaged, damaged.length + random.nextInt(30));

    if (cursor.moveTo(among, 0, damaged.length)) {
      assertThat(Topics.RESULTS.codec().decode(damaged))
          .isInstanceOfSatisfying(
              RequestResult.class, read -> assertThat(said()).isEqualTo(withoutError(read)));
    }
  }

  /** A record of what the cursor says; it does not read the error. */
  private RequestResult said() {
    CompletedRequest its = cursor;
    return new RequestResult(
        its.runId(),
        its.shard(),
        its.epoch(),
        its.seq(),
        its.scenario(),
        its.step(),
        its.intendedStartMicros(),
        its.sendDelayMicros(),
        its.serviceTimeMicros(),
        its.outcome(),
        its.status(),
        "",
        its.bytesSent(),
        its.bytesReceived());
  }

  private static RequestResult withoutError(RequestResult result) {
    return new RequestResult(
        result.runId(),
        result.shard(),
        result.epoch(),
        result.seq(),
        result.scenario(),
        result.step(),
        result.intendedStartMicros(),
        result.sendDelayMicros(),
        result.serviceTimeMicros(),
        result.outcome(),
        result.status(),
        "",
        result.bytesSent(),
        result.bytesReceived());
  }
}
