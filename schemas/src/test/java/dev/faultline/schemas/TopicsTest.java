package dev.faultline.schemas;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.junit.jupiter.api.Test;

class TopicsTest {

  @Test
  void aRunIsWhereKafkaPutsARecordWithItsIdAsKey() {
    byte[] key = Examples.RUN.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);

    for (int partitions = 1; partitions <= 16; partitions++) {
      assertThat(Topics.partitionOf(Examples.RUN, partitions))
          .isEqualTo(BuiltInPartitioner.partitionForKey(key, partitions));
    }
  }

  @Test
  void theShardsOfARunAreSpreadOverThePartitions() {
    assertThat(IntStream.range(0, 8).map(shard -> Topics.partitionOf(Examples.RUN, shard, 8)))
        .containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7)
        .startsWith(Topics.partitionOf(Examples.RUN, 8));
    assertThat(Topics.partitionOf(Examples.RUN, 8, 8))
        .isEqualTo(Topics.partitionOf(Examples.RUN, 8));
  }

  @Test
  void aRecordCarriesItsEventTime() {
    ProducerRecord<String, ?> record =
        Topics.RESULTS.record("key", Examples.result(), Examples.START + 999);

    assertThat(record.timestamp()).isEqualTo(Examples.START / 1000);
    assertThat(record.topic()).isEqualTo("faultline.results");
  }
}
