package dev.faultline.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.mapping.Mappings;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.message.BinaryMessageDecoder;
import org.apache.avro.message.BinaryMessageEncoder;
import org.junit.jupiter.api.Test;

class AvroCodecTest {

  private final byte[] bytes = Topics.RESULTS.codec().encode(Examples.result());

  @Test
  void beginsWithTheMarkerAndTheFingerprintOfTheSchema() {
    ByteBuffer header = ByteBuffer.wrap(bytes);

    assertThat(header.getShort()).isEqualTo((short) 0xC301);
    assertThat(header.order(ByteOrder.LITTLE_ENDIAN).getLong())
        .isEqualTo(SchemaStore.fingerprint(Mappings.REQUEST_RESULT.schema()));
  }

  @Test
  void aRequestTakesFewBytes() {
    assertThat(bytes.length).isLessThanOrEqualTo(80);
  }

  @Test
  void readsWhatAnOlderVersionWrote() {
    Schema old = schema("/old-schemas/FaultProgress/1.avsc");
    GenericRecord record = new GenericData.Record(old);
    record.put("runId", new GenericData.Fixed(old.getField("runId").schema(), new byte[16]));
    record.put("watermarkMicros", 5);
    record.put("author", "nobody");
    AvroCodec<FaultProgress> codec =
        AvroCodec.of(new SchemaStore("/old-schemas"), List.of(Mappings.FAULT_PROGRESS));

    assertThat(codec.decode(encode(old, record)))
        .isEqualTo(
            new FaultProgress(RunId.parse("00000000-0000-0000-0000-000000000000"), 5, false));
  }

  @Test
  void whatIsDerivedFromAHistogramIsWrittenAndNotRead() throws IOException {
    Examples.Example<?> window = Examples.all().get("window-stats-3");
    Schema schema = Mappings.WINDOW_STATS.schema();
    GenericRecord record =
        new BinaryMessageDecoder<GenericRecord>(GenericData.get(), schema).decode(window.encode());
    GenericRecord latencies = (GenericRecord) record.get("responseTime");
    assertThat(latencies.get("minMicros")).isEqualTo(910L);
    assertThat(latencies.get("maxMicros")).isEqualTo(600_000_000L);
    assertThat(latencies.get("meanMicros")).isEqualTo(120_060_119.0);

    latencies.put("minMicros", 1L);
    latencies.put("maxMicros", 2L);
    latencies.put("meanMicros", 1.5);

    assertThat((Object) Topics.WINDOWS.codec().decode(encode(schema, record)))
        .isEqualTo(window.value());
  }

  @Test
  void refusesASymbolThatTheDomainDoesNotKnow() {
    Schema schema = Mappings.FAULT_EVENT.schema();
    Schema phase = schema.getField("phase").schema();
    GenericRecord record = new GenericData.Record(schema);
    record.put("runId", new GenericData.Fixed(schema.getField("runId").schema(), new byte[16]));
    record.put("phase", new GenericData.EnumSymbol(phase, "UNKNOWN"));
    record.put("atMicros", 1L);
    List.of("fault", "kind", "target", "detail").forEach(field -> record.put(field, ""));

    refuses(
        Topics.FAULTS,
        encode(schema, record),
        "FaultEvent: FaultPhase is a symbol that this version does not know");
  }

  @Test
  void refusesWhatIsNoRecordAtAll() {
    refuses(Topics.RESULTS, new byte[] {1, 2, 3}, "3 bytes are too short for a record's header");
    refuses(
        Topics.RESULTS,
        "{\"json\": \"is not what we speak\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        "no single-object encoding: it begins with 7B 22, not C3 01");
  }

  @Test
  void refusesTheRecordsOfOtherTopics() {
    refuses(
        Topics.FAULTS,
        bytes,
        "schema fingerprint %016x is of no version of this topic's records that is known here"
            .formatted(SchemaStore.fingerprint(Mappings.REQUEST_RESULT.schema())));
  }

  @Test
  void refusesABytesTooManyOrTooFew() {
    refuses(
        Topics.RESULTS,
        Arrays.copyOf(bytes, bytes.length + 1),
        "RequestResult: bytes follow the record's end");
    refuses(
        Topics.RESULTS,
        Arrays.copyOf(bytes, bytes.length - 1),
        "RequestResult: the bytes end in the middle of the record");
  }

  @Test
  void refusesARecordThatTheDomainForbids() {
    byte[] broken = bytes.clone();
    int seq = 10 + 16 + 2;
    broken[seq] = (byte) 0x81;

    assertThatExceptionOfType(UndecodableException.class)
        .isThrownBy(() -> Topics.RESULTS.codec().decode(broken))
        .withMessageContaining("RequestResult: seq starts at 1");
  }

  @Test
  void refusesToEncodeNothing() {
    assertThatIllegalArgumentException().isThrownBy(() -> Topics.RUNS.codec().encode(null));
  }

  private static void refuses(Topic<?> topic, byte[] bytes, String message) {
    assertThatExceptionOfType(UndecodableException.class)
        .isThrownBy(() -> topic.codec().decode(bytes))
        .withMessage(message);
  }

  private static byte[] encode(Schema schema, GenericRecord record) {
    try {
      return new BinaryMessageEncoder<GenericRecord>(GenericData.get(), schema)
          .encode(record)
          .array();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Schema schema(String resource) {
    try (InputStream in = AvroCodecTest.class.getResourceAsStream(resource)) {
      return new Schema.Parser().parse(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
