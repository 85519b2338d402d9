package dev.faultline.aggregator.topology;

import dev.faultline.aggregator.RecordedLoad;
import dev.faultline.aggregator.WindowBytes;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.schemas.Topics;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;

/** What the topology makes of a recorded load when nothing comes in between. */
public final class Undisturbed {

  private Undisturbed() {}

  /** All records of the run on {@code faultline.windows}. */
  public static List<WindowBytes> windowsOf(RecordedLoad load) {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "undisturbed");
    try (TopologyTestDriver driver =
        new TopologyTestDriver(AggregatorTopology.build(4, TopologyListener.NONE), settings)) {
      PolledInput results = new PolledInput(driver);
      TestOutputTopic<String, byte[]> windows =
          driver.createOutputTopic(
              Topics.WINDOWS.name(), new StringDeserializer(), new ByteArrayDeserializer());
      for (int quarter = 0; quarter < load.quarters(); quarter++) {
        List<ProducerRecord<String, ResultRecord>> records = load.quarter(quarter);
        results.pipe(
            records.stream().map(each -> Topics.RESULTS.codec().encode(each.value())).toList(),
            records.getFirst().timestamp());
      }
      return windows.readRecordsToList().stream()
          .map(record -> WindowBytes.of(record.key(), record.timestamp(), record.value()))
          .toList();
    }
  }
}
