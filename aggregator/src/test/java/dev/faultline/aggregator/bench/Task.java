package dev.faultline.aggregator.bench;

import dev.faultline.schemas.KafkaSettings;
import java.nio.file.Path;
import java.util.List;

/**
 * What a contender works on.
 *
 * @param results how many results are on its topic
 * @param endMicros end of the run, event time
 * @param folder for its state
 */
record Task(KafkaSettings kafka, long results, long endMicros, Path folder) {

  static Task of(List<String> arguments) {
    return new Task(
        KafkaSettings.of(arguments.get(0)),
        Long.parseLong(arguments.get(1)),
        Long.parseLong(arguments.get(2)),
        Path.of(arguments.get(3)));
  }

  List<String> arguments() {
    return List.of(kafka.bootstrapServers(), "" + results, "" + endMicros, folder.toString());
  }
}
