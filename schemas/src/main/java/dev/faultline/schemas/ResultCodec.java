package dev.faultline.schemas;

import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import java.util.Arrays;

/**
 * The codec of {@link Topics#RESULTS}, which writes the one record that there is for every request
 * by hand: byte for byte as Avro would, without the objects in between. All else is the other
 * codec's.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#binary-encoding">Avro
 *     specification</a>
 */
final class ResultCodec implements Codec<ResultRecord> {

  private static final long FINGERPRINT =
      SchemaStore.fingerprint(dev.faultline.schemas.avro.RequestResult.getClassSchema());

  /** Avro's index of each of our outcomes. */
  private static final int[] OUTCOMES =
      Arrays.stream(Outcome.values())
          .mapToInt(each -> dev.faultline.schemas.avro.Outcome.valueOf(each.name()).ordinal())
          .toArray();

  /** The run, and twelve numbers of ten bytes at most; three more are lengths of names. */
  private static final int MAX_WITHOUT_NAMES = 2 * Long.BYTES + (12 + 3) * AvroSink.MAX_NUMBER;

  private final Codec<ResultRecord> avro;

  ResultCodec(Codec<ResultRecord> avro) {
    this.avro = avro;
  }

  @Override
  public byte[] encode(ResultRecord record) {
    return record instanceof RequestResult result && ascii(result)
        ? encode(result)
        : avro.encode(record);
  }

  @Override
  public ResultRecord decode(byte[] bytes) {
    return avro.decode(bytes);
  }

  private static boolean ascii(RequestResult result) {
    return AvroSink.ascii(result.scenario())
        && AvroSink.ascii(result.step())
        && AvroSink.ascii(result.error());
  }

  @SuppressWarnings("EnumOrdinal") // an array, for this is done for every request
  private static byte[] encode(RequestResult result) {
    int names = result.scenario().length() + result.step().length() + result.error().length();
    AvroSink out = new AvroSink(FINGERPRINT, MAX_WITHOUT_NAMES + names);
    out.putFixed64(result.runId().value().getMostSignificantBits());
    out.putFixed64(result.runId().value().getLeastSignificantBits());
    out.putLong(result.shard());
    out.putLong(result.epoch());
    out.putLong(result.seq());
    out.putAscii(result.scenario());
    out.putAscii(result.step());
    out.putLong(result.intendedStartMicros());
    out.putLong(result.sendDelayMicros());
    out.putLong(result.serviceTimeMicros());
    out.putLong(OUTCOMES[result.outcome().ordinal()]);
    out.putLong(result.status());
    out.putAscii(result.error());
    out.putLong(result.bytesSent());
    out.putLong(result.bytesReceived());
    return out.bytes();
  }
}
