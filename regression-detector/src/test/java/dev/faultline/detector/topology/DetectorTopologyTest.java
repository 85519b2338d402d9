package dev.faultline.detector.topology;

import static dev.faultline.detector.analysis.ScriptedRun.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.regression.RegressionPhase;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.run.Verdict;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.detector.analysis.ScriptedRun;
import dev.faultline.detector.detect.Windows;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import dev.faultline.schemas.deadletter.DeadLetter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DetectorTopologyTest {

  private static final RunId RUN = new RunId(new UUID(7, 1));
  private static final RunId OTHER = new RunId(new UUID(-7, 2));

  @TempDir private Path state;
  private TopologyTestDriver driver;

  @BeforeEach
  void begin() {
    driver = start();
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void tellsRegressionsAndTheVerdictAndEndsTheRunAtEventTime() {
    give(TopicRecord.of(ScriptedRun.withSurprise(RUN)));

    List<TestRecord<String, RegressionEvent>> regressions = read(Topics.REGRESSIONS);
    assertThat(regressions)
        .extracting(record -> record.value().phase())
        .containsExactly(
            RegressionPhase.OPENED,
            RegressionPhase.RESOLVED,
            RegressionPhase.OPENED,
            RegressionPhase.UPDATED);
    assertThat(regressions)
        .allSatisfy(
            record -> {
              assertThat(record.key()).isEqualTo(RUN.toString());
              assertThat(record.timestamp()).isEqualTo(record.value().atMicros() / 1000);
            });
    assertThat(read(Topics.VERDICTS))
        .singleElement()
        .satisfies(
            record -> {
              assertThat(record.key()).isEqualTo(RUN.toString());
              assertThat(record.timestamp()).isEqualTo(at(60) / 1000);
              assertThat(record.value().verdict()).isEqualTo(Verdict.FAIL);
            });
    assertThat(read(Topics.RUNS))
        .singleElement()
        .extracting(TestRecord::value)
        .isEqualTo(
            new RunEvent.Finished(RUN, at(60), ScriptedRun.withSurprise(RUN).source, Verdict.FAIL));
  }

  @Test
  void aBrokenThresholdAsksForTheEndOfTheRunOnceAtEventTime() {
    ScriptedRun run = ScriptedRun.ofImpatience(RUN);
    List<TopicRecord> records = TopicRecord.of(run);
    int position = records.size() / 2;
    give(records.subList(0, position));

    TestRecord<String, RunEvent> told = read(Topics.RUNS).getLast();
    assertThat(told.key()).isEqualTo(RUN.toString());
    assertThat(told.timestamp()).isEqualTo(at(23) / 1000);
    assertThat(told.value())
        .isEqualTo(
            new RunEvent.AbortRequested(
                RUN,
                at(23),
                run.source,
                "threshold http_req_duration: p(90)<100 did not hold, it was 263.2"));

    restart(journal());
    give(List.of(TopicRecord.of(told.value())));
    give(records.subList(position, records.size()));
    assertThat(values(Topics.RUNS))
        .containsExactly(new RunEvent.Finished(RUN, at(60), run.source, Verdict.FAIL));
  }

  @Test
  void aRestartAnywhereLeavesNothingOutAndTellsNothingTwice() {
    List<TopicRecord> records = TopicRecord.of(ScriptedRun.withSurprise(RUN));
    give(records);
    List<RegressionEvent> expected = values(Topics.REGRESSIONS);
    List<RunVerdict> verdict = values(Topics.VERDICTS);

    for (int position = 1; position < records.size(); position += 29) {
      List<RegressionEvent> told = new ArrayList<>();
      restart(Map.of());
      give(records.subList(0, position));
      told.addAll(values(Topics.REGRESSIONS));
      restart(journal());
      give(records.subList(position, records.size()));
      told.addAll(values(Topics.REGRESSIONS));

      assertThat(told).as("restarted after %d records", position).isEqualTo(expected);
      assertThat(values(Topics.VERDICTS)).isEqualTo(verdict);
    }
  }

  @Test
  void rollUpsChangeNothingAndAreNotKept() {
    List<TopicRecord> records = TopicRecord.of(ScriptedRun.withSurprise(RUN));
    give(records.subList(0, records.size() / 2));
    long kept = journal().size();
    give(records.subList(records.size() / 2, records.size()));
    List<RegressionEvent> expected = values(Topics.REGRESSIONS);
    List<RunVerdict> verdict = values(Topics.VERDICTS);

    restart(Map.of());
    give(withRollUps(records.subList(0, records.size() / 2)));
    assertThat(journal()).hasSize((int) kept);
    give(withRollUps(records.subList(records.size() / 2, records.size())));

    assertThat(values(Topics.REGRESSIONS)).isNotEmpty().isEqualTo(expected);
    assertThat(values(Topics.VERDICTS)).hasSize(1).isEqualTo(verdict);
  }

  /** Roll-ups of failures before each tenth progress and before the end. */
  private static List<TopicRecord> withRollUps(List<TopicRecord> records) {
    List<TopicRecord> all = new ArrayList<>();
    for (TopicRecord record : records) {
      if (record.topic().equals(Topics.WINDOWS.name())
          && Topics.WINDOWS.codec().decode(record.value().get()) instanceof RunProgress progress
          && (progress.finished() || progress.watermarkMicros() % (10 * Windows.SECOND) == 0)) {
        long end = progress.watermarkMicros();
        all.add(TopicRecord.of(Windows.rolledUp(RUN, end, 10 * Windows.SECOND)));
        all.add(TopicRecord.of(Windows.rolledUp(RUN, end, 60 * Windows.SECOND)));
      }
      all.add(record);
    }
    assertThat(all).hasSizeGreaterThan(records.size());
    return all;
  }

  @Test
  void runsDoNotDisturbEachOther() {
    List<TopicRecord> one = TopicRecord.of(ScriptedRun.withSurprise(RUN));
    List<TopicRecord> other = TopicRecord.of(ScriptedRun.explained(OTHER));
    for (int i = 0; i < one.size(); i++) {
      give(List.of(one.get(i), other.get(i)));
    }

    assertThat(values(Topics.VERDICTS))
        .extracting(RunVerdict::runId, RunVerdict::verdict)
        .containsExactly(tuple(RUN, Verdict.FAIL), tuple(OTHER, Verdict.PASS));
  }

  @Test
  void nothingIsKeptOfARunThatIsJudgedOrAborted() {
    give(TopicRecord.of(ScriptedRun.explained(RUN)));
    assertThat(journal()).isEmpty();

    ScriptedRun aborted = ScriptedRun.explained(OTHER);
    give(
        List.of(
            TopicRecord.of(aborted.event(FaultPhase.PLANNED, -1)),
            TopicRecord.of(new RunEvent.Aborted(OTHER, at(0), aborted.source, "port taken"))));
    assertThat(journal()).isEmpty();
  }

  @Test
  void aRunThatWentSilentIsGivenUpWhenTheRunOfAnotherDayBegins() {
    List<TopicRecord> silent = TopicRecord.of(ScriptedRun.explained(RUN)).subList(0, 40);
    give(silent);
    long kept = journal().size();
    restart(journal());
    PlanSource plan = ScriptedRun.explained(RUN).source;

    give(List.of(TopicRecord.of(new RunEvent.Started(OTHER, at(3600), plan, at(3601), 1))));
    assertThat(journal()).hasSize((int) kept + 1);

    RunId next = new RunId(new UUID(7, 3));
    give(
        List.of(TopicRecord.of(new RunEvent.Started(next, at(25 * 3600), plan, at(25 * 3600), 1))));
    assertThat(journal()).as("those of the last day").hasSize(2);
  }

  @Test
  void aPlanThatCannotBeReadStopsNothing() {
    PlanSource foreign = new PlanSource("x.yaml", "name: 1", Map.of());
    give(List.of(TopicRecord.of(new RunEvent.Started(OTHER, at(-1), foreign, at(0), 1))));
    give(TopicRecord.of(ScriptedRun.explained(RUN)));

    assertThat(values(Topics.VERDICTS)).extracting(RunVerdict::runId).containsExactly(RUN);
  }

  @Test
  void whatCannotBeDecodedGoesToTheDeadLetters() {
    give(
        List.of(
            new TopicRecord(Topics.WINDOWS.name(), "key", Bytes.wrap(new byte[] {1, 2, 3}), 5)));
    give(TopicRecord.of(ScriptedRun.explained(RUN)));

    assertThat(values(Topics.DEAD_LETTERS))
        .singleElement()
        .extracting(DeadLetter::topic, letter -> letter.value().get())
        .containsExactly(Topics.WINDOWS.name(), new byte[] {1, 2, 3});
    assertThat(values(Topics.VERDICTS)).hasSize(1);
  }

  private TopologyTestDriver start() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    return new TopologyTestDriver(DetectorTopology.build(TopologyListener.NONE), settings);
  }

  /** The test driver deletes its state when it is closed: what was stored is handed on. */
  private void restart(Map<Bytes, byte[]> journal) {
    driver.close();
    driver = start();
    KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(RunJournal.NAME);
    journal.forEach(store::put);
  }

  private Map<Bytes, byte[]> journal() {
    KeyValueStore<Bytes, byte[]> store = driver.getKeyValueStore(RunJournal.NAME);
    Map<Bytes, byte[]> entries = new HashMap<>();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      all.forEachRemaining(entry -> entries.put(entry.key, entry.value));
    }
    return entries;
  }

  private void give(List<TopicRecord> records) {
    for (TopicRecord record : records) {
      driver
          .createInputTopic(record.topic(), new StringSerializer(), new ByteArraySerializer())
          .pipeInput(record.key(), record.value().get(), record.millis());
    }
  }

  private <T> List<TestRecord<String, T>> read(Topic<T> topic) {
    return driver
        .createOutputTopic(topic.name(), new StringDeserializer(), topic.serde().deserializer())
        .readRecordsToList();
  }

  private <T> List<T> values(Topic<T> topic) {
    return read(topic).stream().map(TestRecord::value).toList();
  }
}
