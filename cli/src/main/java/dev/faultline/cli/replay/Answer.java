package dev.faultline.cli.replay;

import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import java.util.List;
import java.util.Optional;

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

  /** The verdict, if there is one that can be read. */
  Optional<RunVerdict> verdict() {
    return verdicts.stream()
        .flatMap(record -> Places.decoded(Topics.VERDICTS, record).stream())
        .map(RunVerdict.class::cast)
        .findFirst();
  }

  /** This answer, but what thresholds decide is as in the other one. */
  Answer judgedAs(Answer other) {
    if (verdict().isEmpty() || other.verdict().isEmpty()) {
      return this;
    }
    byte[] both = Topics.VERDICTS.codec().encode(mixed(verdict().get(), other.verdict().get()));
    return new Answer(
        windows, regressions, verdicts.stream().map(record -> record.with(both)).toList());
  }

  private static RunVerdict mixed(RunVerdict was, RunVerdict is) {
    return new RunVerdict(
        was.runId(),
        was.plan(),
        is.verdict(),
        is.reasons(),
        was.aborted(),
        was.startMicros(),
        was.endMicros(),
        was.totals(),
        is.thresholds(),
        was.faults(),
        was.regressions());
  }
}
