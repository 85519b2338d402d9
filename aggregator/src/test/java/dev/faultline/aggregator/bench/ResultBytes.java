package dev.faultline.aggregator.bench;

import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.Topics;
import java.util.Arrays;
import java.util.Random;

/**
 * Encodes results faster than they can be sent: some thousand results are encoded by the codec
 * once, and of their bytes only shard, seq and intended start are replaced.
 *
 * <pre>
 * header, run id │ shard epoch seq │ scenario step │ intended start │ delay, service time, outcome …
 *     kept       │    written      │     kept      │    written     │            kept
 * </pre>
 */
final class ResultBytes {

  private static final int SAMPLE_BITS = 14;
  private static final int SAMPLES = 1 << SAMPLE_BITS;
  private static final int SHARD_AT = 10 + 16;

  /** Shard, epoch and seq of a template, one byte each. */
  private static final int NAMES_AT = SHARD_AT + 3;

  private static final long SEED = 4711;

  private record Template(byte[] bytes, int startAt, int restAt, RequestResult result) {

    static Template of(RequestResult result) {
      int startAt = NAMES_AT + 1 + result.scenario().length() + 1 + result.step().length();
      int restAt = startAt + length(result.intendedStartMicros());
      return new Template(Topics.RESULTS.codec().encode(result), startAt, restAt, result);
    }
  }

  private final RunId run;
  private final Template[] templates = new Template[SAMPLES];
  private final byte[] buffer = new byte[512];
  private int length;

  ResultBytes(RunId run, int shards) {
    this.run = run;
    Random random = new Random(SEED);
    for (int i = 0; i < SAMPLES; i++) {
      templates[i] = Template.of(sample(random));
    }
    verify(shards);
  }

  /** The value of the record. */
  byte[] encode(int shard, long seq, long completedMicros) {
    Template template = template(shard, seq);
    byte[] bytes = template.bytes();
    length = 0;
    copy(bytes, 0, SHARD_AT);
    write(shard);
    write(0);
    write(seq);
    copy(bytes, NAMES_AT, template.startAt());
    write(completedMicros - template.result().responseTimeMicros());
    copy(bytes, template.restAt(), bytes.length);
    return Arrays.copyOf(buffer, length);
  }

  /** Different on each shard, and without a period that windows could have too. */
  private Template template(int shard, long seq) {
    long mixed = (seq * 31 + shard) * 0x9E3779B97F4A7C15L;
    return templates[(int) (mixed >>> Long.SIZE - SAMPLE_BITS)];
  }

  private RequestResult sample(Random random) {
    String scenario = Names.SCENARIOS.get(random.nextInt(Names.SCENARIOS.size()));
    String step = Names.steps(scenario).get(random.nextInt(Names.steps(scenario).size()));
    long serviceTime = (long) (20_000 * Math.exp(0.8 * random.nextGaussian()));
    long sendDelay = 40 + random.nextInt(400);
    int luck = random.nextInt(100);
    Outcome outcome = luck == 0 ? Outcome.TIMEOUT : luck == 1 ? Outcome.CHECK_FAILED : Outcome.OK;
    return new RequestResult(
        run,
        0,
        0,
        1,
        scenario,
        step,
        Load.NEW_YEAR,
        sendDelay,
        outcome == Outcome.TIMEOUT ? 1_000_000 : serviceTime,
        outcome,
        switch (outcome) {
          case OK -> 200;
          case CHECK_FAILED -> 500;
          default -> 0;
        },
        outcome == Outcome.TIMEOUT ? "timeout" : "",
        200 + random.nextInt(400),
        1_000 + random.nextInt(4_000));
  }

  private void verify(int shards) {
    for (int i = 0; i < SAMPLES; i++) {
      int shard = i % shards;
      long seq = 1 + (long) i * i;
      long completed = Load.NEW_YEAR + i * 12_345L;
      RequestResult of = template(shard, seq).result();
      RequestResult expected =
          new RequestResult(
              run,
              shard,
              0,
              seq,
              of.scenario(),
              of.step(),
              completed - of.responseTimeMicros(),
              of.sendDelayMicros(),
              of.serviceTimeMicros(),
              of.outcome(),
              of.status(),
              of.error(),
              of.bytesSent(),
              of.bytesReceived());
      if (!Arrays.equals(encode(shard, seq, completed), Topics.RESULTS.codec().encode(expected))) {
        throw new IllegalStateException("the schema has changed, and this class has not");
      }
    }
  }

  private void copy(byte[] from, int begin, int end) {
    System.arraycopy(from, begin, buffer, length, end - begin);
    length += end - begin;
  }

  /** Avro's integers: zigzag, then seven bits per byte, the lowest first. */
  private void write(long value) {
    long rest = value << 1 ^ value >> 63;
    for (; (rest & ~0x7FL) != 0; rest >>>= 7) {
      buffer[length++] = (byte) (rest & 0x7F | 0x80);
    }
    buffer[length++] = (byte) rest;
  }

  private static int length(long value) {
    int bits = Long.SIZE - Long.numberOfLeadingZeros(value << 1 ^ value >> 63);
    return Math.max(1, Math.ceilDiv(bits, 7));
  }
}
