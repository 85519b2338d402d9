package dev.faultline.aggregator.bench;

import dev.faultline.streams.StreamsService;
import dev.faultline.testkit.bench.Parent;
import java.nio.file.Files;

/** The {@link DslTopology} with the settings of the aggregator, in one thread. */
record DslPass(Task task, boolean compressed) implements Pass {

  @Override
  public void run(String name, Measurement measurement, Parent parent) throws Exception {
    try (StreamsService streams =
        StreamsService.start(
            name,
            DslTopology.build(HistogramSerde.of(compressed)),
            task.kafka(),
            Files.createTempDirectory("state"))) {
      FirstFetch.await(streams::alive);
      measurement.begin();
      parent.request(streams::alive);
      measurement.end();
    }
  }
}
