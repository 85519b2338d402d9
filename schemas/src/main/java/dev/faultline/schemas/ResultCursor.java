package dev.faultline.schemas;

import dev.faultline.core.result.CompletedRequest;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.avro.RequestResult;
import java.util.Arrays;
import java.util.UUID;

/**
 * Reads {@link dev.faultline.core.result.RequestResult}s where they lie, for readers of millions:
 * it is moved from record to record and makes no objects, except for a name or run it has not met.
 * What it says is true until it is moved again.
 *
 * <p>It knows the current schema only, and only records without any fault. Whatever else the bytes
 * may be (an older version, a progress record, garbage) it leaves to {@link Topics#RESULTS}' codec,
 * which also has the words for what is wrong. Not thread-safe.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#binary-encoding">Avro
 *     specification</a>
 */
public final class ResultCursor implements CompletedRequest {

  private static final long FINGERPRINT = SchemaStore.fingerprint(RequestResult.getClassSchema());

  /** By Avro's index; no outcome where the symbol says nothing. */
  private static final Outcome[] OUTCOMES =
      Arrays.stream(dev.faultline.schemas.avro.Outcome.values())
          .map(
              symbol -> symbol == dev.faultline.schemas.avro.Outcome.UNKNOWN ? null : named(symbol))
          .toArray(Outcome[]::new);

  private final AvroBytes in = new AvroBytes();
  private final Names scenarios = new Names();
  private final Names steps = new Names();

  private RunId runId = new RunId(new UUID(0, 0));
  private int shard;
  private int epoch;
  private long seq;
  private String scenario = "";
  private String step = "";
  private long intendedStartMicros;
  private long sendDelayMicros;
  private long serviceTimeMicros;
  private Outcome outcome = Outcome.OK;
  private int status;
  private long bytesSent;
  private long bytesReceived;

  private static Outcome named(dev.faultline.schemas.avro.Outcome symbol) {
    return Outcome.valueOf(symbol.name());
  }

  /**
   * Moves to a record value that lies in {@code length} bytes from the offset.
   *
   * @return false when it is for the codec to say what this is; then the cursor says nothing
   */
  public boolean moveTo(byte[] bytes, int offset, int length) {
    if (!in.begin(bytes, offset, length, FINGERPRINT)) {
      return false;
    }
    try {
      read();
      return in.atEnd() && valid();
    } catch (IndexOutOfBoundsException | ArithmeticException e) {
      return false;
    }
  }

  private void read() {
    readRunId();
    shard = in.readInt();
    epoch = in.readInt();
    seq = in.readLong();
    scenario = scenarios.read(in);
    step = steps.read(in);
    intendedStartMicros = in.readLong();
    sendDelayMicros = in.readLong();
    serviceTimeMicros = in.readLong();
    outcome = OUTCOMES[in.readInt()];
    status = in.readInt();
    in.skipBytes();
    bytesSent = in.readLong();
    bytesReceived = in.readLong();
  }

  private void readRunId() {
    long high = in.readFixed64();
    long low = in.readFixed64();
    UUID known = runId.value();
    if (known.getLeastSignificantBits() != low || known.getMostSignificantBits() != high) {
      runId = new RunId(new UUID(high, low));
    }
  }

  /** What {@link dev.faultline.core.result.RequestResult} asks for, too. */
  private boolean valid() {
    return outcome != null && seq >= 1 && sendDelayMicros >= 0 && serviceTimeMicros >= 0;
  }

  @Override
  public RunId runId() {
    return runId;
  }

  @Override
  public int shard() {
    return shard;
  }

  @Override
  public int epoch() {
    return epoch;
  }

  @Override
  public long seq() {
    return seq;
  }

  @Override
  public String scenario() {
    return scenario;
  }

  @Override
  public String step() {
    return step;
  }

  @Override
  public long intendedStartMicros() {
    return intendedStartMicros;
  }

  @Override
  public long sendDelayMicros() {
    return sendDelayMicros;
  }

  @Override
  public long serviceTimeMicros() {
    return serviceTimeMicros;
  }

  @Override
  public Outcome outcome() {
    return outcome;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public long bytesSent() {
    return bytesSent;
  }

  @Override
  public long bytesReceived() {
    return bytesReceived;
  }
}
