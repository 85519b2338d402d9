package dev.faultline.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import dev.faultline.schemas.deadletter.DeadLetter;
import dev.faultline.testkit.SharedBroker;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class TopicRecorderIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private final Random random = new Random();
  private final Clock clock = Clock.system();
  private final RunId run = RunId.create(clock, random);
  private final RunId other = RunId.create(clock, random);

  @TempDir private Path folder;

  @Test
  void keepsTheRecordsOfTheRunByteForByte() throws Exception {
    long now = clock.epochMicros();
    WindowRecord mine = progress(run, now);
    RecordMetadata written = send(Topics.WINDOWS, run + "/checkout/place-order", mine, now);
    send(Topics.WINDOWS, other.toString(), progress(other, now), now);
    send(Topics.RUNS, run.toString(), submitted(now), now);

    new TopicRecorder(broker.settings()).record(run, now / 1_000 - 1, folder);

    assertThat(read(Topics.WINDOWS))
        .singleElement()
        .satisfies(
            found -> {
              assertThat(found.get("partition")).isEqualTo(written.partition());
              assertThat(found.get("offset")).isEqualTo(written.offset());
              assertThat(found.get("timestamp")).isEqualTo(now / 1_000);
              assertThat(bytes(found, "key"))
                  .asString(StandardCharsets.UTF_8)
                  .isEqualTo(run + "/checkout/place-order");
              assertThat(bytes(found, "value")).isEqualTo(Topics.WINDOWS.codec().encode(mine));
            });
    assertThat(read(Topics.RUNS)).hasSize(1);
    assertThat(read(Topics.RESULTS)).isEmpty();
  }

  @Test
  void keepsAllDeadLettersForNobodyKnowsWhoseTheyAre() throws Exception {
    long now = clock.epochMicros();
    DeadLetter letter =
        new DeadLetter(Topics.RESULTS.name(), 0, 7, "no record", Bytes.wrap(new byte[] {1, 2}));
    send(Topics.DEAD_LETTERS, Topics.RESULTS.name() + "/0", letter, now);

    new TopicRecorder(broker.settings()).record(run, now / 1_000 - 1, folder);

    assertThat(read(Topics.DEAD_LETTERS))
        .extracting(found -> Topics.DEAD_LETTERS.codec().decode(bytes(found, "value")))
        .contains(letter);
  }

  private <T> RecordMetadata send(Topic<T> topic, String key, T value, long atMicros)
      throws Exception {
    try (var producer = KafkaClients.eventProducer(broker.settings(), topic)) {
      return producer.send(topic.record(key, value, atMicros)).get();
    }
  }

  private List<GenericRecord> read(Topic<?> topic) throws Exception {
    Path file = folder.resolve(topic.name() + ".avro");
    List<GenericRecord> all = new ArrayList<>();
    try (DataFileReader<GenericRecord> reader =
        new DataFileReader<>(file.toFile(), new GenericDatumReader<>())) {
      assertThat(reader.getMetaString("faultline.topic")).isEqualTo(topic.name());
      assertThat(reader.getMetaString("avro.codec")).isEqualTo("zstandard");
      reader.forEachRemaining(all::add);
    }
    return all;
  }

  private static byte[] bytes(GenericRecord found, String field) {
    ByteBuffer buffer = (ByteBuffer) found.get(field);
    byte[] bytes = new byte[buffer.remaining()];
    buffer.get(bytes);
    return bytes;
  }

  private static RunProgress progress(RunId runId, long watermark) {
    return new RunProgress(runId, watermark, false, 1, 1, 1, 0, 0, 0, GeneratorHealth.PERFECT);
  }

  private RunEvent submitted(long atMicros) {
    return new RunEvent.Submitted(run, atMicros, new PlanSource("p.yaml", "", Map.of()));
  }
}
