package dev.faultline.aggregator.bench;

import dev.faultline.aggregator.export.WindowMetrics;
import dev.faultline.aggregator.topology.AggregatorTopology;
import dev.faultline.aggregator.topology.TopologyListener;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaSettings;
import dev.faultline.schemas.Topics;
import dev.faultline.streams.StreamsService;
import dev.faultline.testkit.bench.Parent;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;

/**
 * The aggregator's topology as the service runs it, metrics and all, under an application id of its
 * own.
 *
 * @param tenths whether the live heap is noted at each tenth of the run
 */
record TopologyPass(Task task, int threads, boolean tenths) implements Pass {

  @Override
  public void run(String name, Measurement measurement, Parent parent) throws Exception {
    KafkaSettings kafka = task.kafka().with("num.stream.threads", "" + threads);
    Path state = Files.createTempDirectory("state");
    WindowMetrics metrics =
        new WindowMetrics(new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), Clock.system());
    TopologyListener listener =
        tenths
            ? new Tenths(metrics, Load.NEW_YEAR, task.endMicros(), measurement::noteLiveHeap)
            : metrics;
    try (StreamsService streams =
        StreamsService.start(
            name,
            AggregatorTopology.build(windowPartitions(), listener),
            AggregatorTopology.JOINED_TOPICS,
            kafka,
            state)) {
      metrics.watch(streams);
      FirstFetch.await(streams::alive);
      measurement.begin();
      parent.request(streams::alive);
      measurement.end();
    }
  }

  private int windowPartitions() throws Exception {
    try (Admin admin = Admin.create(task.kafka().clientProperties())) {
      String topic = Topics.WINDOWS.name();
      return admin
          .describeTopics(List.of(topic))
          .allTopicNames()
          .get()
          .get(topic)
          .partitions()
          .size();
    }
  }
}
