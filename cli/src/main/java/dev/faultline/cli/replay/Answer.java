package dev.faultline.cli.replay;

import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import java.util.List;

/** What aggregator and detector make of a run, each topic's records in their order. */
record Answer(
    List<RecordedRecord> windows, List<RecordedRecord> regressions, List<RecordedRecord> verdicts) {

  static final List<Topic<?>> TOPICS = List.of(Topics.WINDOWS, Topics.REGRESSIONS, Topics.VERDICTS);

  Answer {
    windows = List.copyOf(windows);
    regressions = List.copyOf(regressions);
    verdicts = List.copyOf(verdicts);
  }

  static Answer of(Recording recording) throws BadRecordingException {
    return new Answer(
        recording.all(Topics.WINDOWS),
        recording.all(Topics.REGRESSIONS),
        recording.all(Topics.VERDICTS));
  }

  List<RecordedRecord> of(Topic<?> topic) {
    if (topic == Topics.WINDOWS) {
      return windows;
    }
    return topic == Topics.REGRESSIONS ? regressions : verdicts;
  }
}
