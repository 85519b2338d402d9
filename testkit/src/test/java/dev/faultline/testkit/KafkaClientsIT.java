package dev.faultline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.run.RunId;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.TopicAdmin;
import dev.faultline.schemas.Topics;
import dev.faultline.schemas.deadletter.DeadLetter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** With a cluster of its own, for it writes what no reader can decode. */
class KafkaClientsIT {

  private static final RunId RUN = RunId.parse("019b76da-a800-7123-8abc-0123456789ab");
  private static final Duration POLL = Duration.ofSeconds(1);

  private EmbeddedCluster cluster;

  @BeforeEach
  void start() throws Exception {
    cluster = EmbeddedCluster.start();
    TopicAdmin.createMissing(cluster.settings(), 1, (short) 1);
  }

  @AfterEach
  void stop() throws Exception {
    cluster.close();
  }

  @Test
  void aGroupGoesOnWhereItStoppedAndAReaderBeginsAnew() {
    publish(1);
    try (var group = KafkaClients.consumer(cluster.settings(), Topics.RESULTS, "group")) {
      assertThat(read(group, 1)).containsExactly(1L);
    }
    publish(2);

    try (var group = KafkaClients.consumer(cluster.settings(), Topics.RESULTS, "group");
        var reader = KafkaClients.reader(cluster.settings(), Topics.RESULTS)) {
      assertThat(read(group, 1)).containsExactly(2L);
      assertThat(read(reader, 2)).containsExactly(1L, 2L);
    }
  }

  @Test
  void whatCannotBeDecodedBecomesADeadLetterAndTheConsumerCanGoOn() {
    byte[] garbage = {1, 2, 3};
    try (var producer =
        new KafkaProducer<>(
            cluster.settings().clientProperties(),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(Topics.RESULTS.name(), garbage));
    }
    publish(1);

    try (var reader = KafkaClients.reader(cluster.settings(), Topics.RESULTS)) {
      RecordDeserializationException failure =
          catchThrowableOfType(RecordDeserializationException.class, () -> read(reader, 1));

      assertThat(DeadLetter.of(failure))
          .isEqualTo(
              new DeadLetter(
                  "faultline.results",
                  0,
                  0,
                  "3 bytes are too short for a record's header",
                  Bytes.wrap(garbage)));
      reader.seek(failure.topicPartition(), failure.offset() + 1);
      assertThat(read(reader, 1)).containsExactly(1L);
    }
  }

  private void publish(long seq) {
    var result =
        new RequestResult(RUN, 0, 0, seq, "checkout", "pay", 1, 2, 3, Outcome.OK, 200, "", 4, 5);
    try (Producer<String, ResultRecord> producer =
        KafkaClients.bulkProducer(cluster.settings(), Topics.RESULTS)) {
      producer.send(Topics.RESULTS.record(Topics.shardKey(RUN, 0), result, 6));
    }
  }

  private static List<Long> read(Consumer<String, ResultRecord> consumer, int count) {
    List<Long> seqs = new ArrayList<>();
    for (int polls = 0; polls < 30 && seqs.size() < count; polls++) {
      consumer.poll(POLL).forEach(record -> seqs.add(((RequestResult) record.value()).seq()));
    }
    return seqs;
  }
}
