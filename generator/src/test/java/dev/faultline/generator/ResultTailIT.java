package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.sink.ShardId;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.Topics;
import dev.faultline.testkit.SharedBroker;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What the generators told last that carried a shard before. */
class ResultTailIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  /** More than the first two strides hold together. */
  private static final int MANY = 35_000;

  private final long startMicros = Clock.system().epochMicros();
  private final RunId run = RunId.create(Clock.system(), RandomGenerator.getDefault());
  private Producer<String, ResultRecord> producer;
  private ResultTail tail;

  @BeforeEach
  void produce() {
    producer = KafkaClients.bulkProducer(broker.settings(), Topics.RESULTS);
    tail = new ResultTail(broker.settings());
  }

  @AfterEach
  void close() {
    producer.close();
  }

  @Test
  void isTheLastProgressOfTheShardHoweverManyRecordsCameAfterIt() {
    send(progress(3, 0, 10));
    send(progress(3, 0, 20));
    for (int i = 0; i < MANY; i++) {
      send(result(3));
    }
    producer.flush();

    assertThat(tail.due(new ShardId(run, 3, 8, 1), startMicros)).isEqualTo(Map.of("buy", 20L));
  }

  @Test
  void isOfTheLastEpochThatSpokeWhoeverSpeaksAfterIt() {
    send(progress(3, 0, 10));
    send(progress(3, 2, 30));
    send(progress(3, 0, 11));
    send(progress(3, 4, 70));
    producer.flush();

    assertThat(tail.due(new ShardId(run, 3, 8, 4), startMicros)).isEqualTo(Map.of("buy", 30L));
  }

  @Test
  void isNothingWhereNobodySpokeOfTheShard() {
    for (int shard = 0; shard < 8; shard++) {
      if (shard != 3) {
        send(progress(shard, 0, 10));
      }
    }
    producer.flush();

    assertThat(tail.due(new ShardId(run, 3, 8, 1), startMicros)).isEmpty();
  }

  @Test
  void whatIsNoResultIsPassedOver() throws Exception {
    send(progress(3, 0, 10));
    producer.flush();
    try (Producer<String, String> strange =
        new KafkaProducer<>(
            broker.settings().clientProperties(), new StringSerializer(), new StringSerializer())) {
      strange
          .send(new ProducerRecord<>(Topics.RESULTS.name(), Topics.shardKey(run, 3), "strange"))
          .get();
    }

    assertThat(tail.due(new ShardId(run, 3, 8, 1), startMicros)).isEqualTo(Map.of("buy", 10L));
  }

  private void send(ResultRecord record) {
    var _ =
        producer.send(
            Topics.RESULTS.record(
                Topics.shardKey(run, record.shard()), record, startMicros + 1_000));
  }

  private RequestResult result(int shard) {
    return new RequestResult(
        run, shard, 0, 1, "buy", "pay", startMicros, 0, 900, Outcome.OK, 200, "", 90, 2_000);
  }

  private ShardProgress progress(int shard, int epoch, long due) {
    return new ShardProgress(
        run,
        shard,
        8,
        epoch,
        0,
        startMicros + due,
        false,
        List.of(new ScenarioProgress("buy", List.of("pay"), due, due, due, 0, 0, 0)),
        GeneratorHealth.PERFECT);
  }
}
