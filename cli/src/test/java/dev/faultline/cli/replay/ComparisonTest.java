package dev.faultline.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.report.SampleRun;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ComparisonTest {

  private RecordingFixture recorded;
  private RecordingFixture replayed;

  @BeforeEach
  void twice() throws IOException {
    recorded = RecordingFixture.demo();
    replayed = RecordingFixture.demo();
  }

  @Test
  void theSameBytesAreIdentical() {
    assertThat(compare().identical()).isTrue();
  }

  @Test
  void aChangedWindowIsNamedBySeriesSecondAndField() {
    change(
        Topics.WINDOWS,
        12,
        value -> {
          WindowStats window = (WindowStats) value;
          return new WindowStats(
              window.series(),
              window.startMicros(),
              window.sizeMicros(),
              window.outcomes(),
              window.statuses(),
              window.responseTime(),
              window.serviceTime(),
              window.bytesSent() + 7,
              window.bytesReceived(),
              window.offered(),
              window.dropped() + 1,
              window.inFlight(),
              window.oldestInFlightAgeMicros(),
              window.missing(),
              window.health());
        });

    long bytes = ((WindowStats) value(recorded, 12)).bytesSent();
    long dropped = ((WindowStats) value(recorded, 12)).dropped();
    assertThat(text())
        .containsExactly(
            "different: windows in 1 place",
            "faultline.windows: window checkout/place-order, second 00:12",
            "  bytesSent: recorded %d, replayed %d".formatted(bytes, bytes + 7),
            "  dropped: recorded %d, replayed %d".formatted(dropped, dropped + 1));
  }

  @Test
  void aChangedRollUpIsNamedByItsSizeAndEnd() {
    WindowStats window = (WindowStats) value(recorded, 10);
    for (RecordingFixture each : List.of(recorded, replayed)) {
      each.add(
          Topics.WINDOWS,
          window.series().toString(),
          SampleRun.rolledUp(window),
          window.endMicros());
    }
    change(
        Topics.WINDOWS,
        recorded.records(Topics.WINDOWS).size() - 1,
        value -> SampleRun.rolledUp((WindowStats) value(recorded, 11)));

    assertThat(text())
        .startsWith(
            "different: windows in 2 places",
            "faultline.windows: window checkout/place-order, 10 s until 00:20:"
                + " recorded, not replayed",
            "faultline.windows: window checkout/place-order, 10 s until 00:21:"
                + " replayed, not recorded");
  }

  @Test
  void aRecordThatOneOfThemHasNotIsTold() {
    replayed.records(Topics.WINDOWS).remove(12);
    recorded.records(Topics.WINDOWS).remove(20);
    recorded.records(Topics.VERDICTS).clear();

    assertThat(text())
        .containsExactly(
            "different: windows in 2 places, verdicts in 1 place",
            "faultline.windows: window checkout/place-order, second 00:12: recorded, not replayed",
            "faultline.windows: window checkout/place-order, second 00:20: replayed, not recorded",
            "faultline.verdicts: verdict: replayed, not recorded");
  }

  @Test
  void onlyTheFirstDifferencesOfATopicAreTold() {
    replayed.records(Topics.WINDOWS).subList(3, 30).clear();

    assertThat(text())
        .hasSize(5)
        .startsWith("different: windows in 27 places")
        .endsWith("faultline.windows: and 24 more");
  }

  @Test
  void aMovedRegressionShowsInItsTimes() {
    change(
        Topics.REGRESSIONS,
        0,
        event ->
            new RegressionEvent(
                event.id(),
                event.phase(),
                event.atMicros() + 1_000_000,
                event.degradation(),
                event.explanation()));

    assertThat(text())
        .contains("different: regressions in 1 place")
        .anyMatch(line -> line.startsWith("the verdict is the same, with all that is in it"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches("faultline\\.regressions: regression checkout/place-order .*, event"))
        .anySatisfy(
            line ->
                assertThat(line)
                    .matches("  atMicros: recorded 2026-07-26T\\S+Z, replayed 2026-07-26T\\S+Z"));
  }

  @Test
  void theOrderCounts() {
    Collections.swap(replayed.records(Topics.WINDOWS), 5, 6);

    assertThat(text())
        .containsExactly(
            "different: windows in 1 place",
            "faultline.windows: window checkout/place-order, second 00:05:"
                + " replayed at another place in the order");
  }

  @Test
  void keysAndTimestampsCount() {
    RecordedRecord progress = recorded.records(Topics.WINDOWS).removeLast();
    RunProgress value = (RunProgress) Topics.WINDOWS.codec().decode(progress.valueBytes());
    recorded.add(Topics.WINDOWS, "elsewhere", value, value.watermarkMicros() + 3_000);

    assertThat(text())
        .hasSize(4)
        .anyMatch(line -> line.startsWith("  key: recorded elsewhere, replayed " + SampleRun.ID))
        .anyMatch(line -> line.matches("  timestamp: recorded \\d+3 ms, replayed \\d+0 ms"));
  }

  @Test
  void bytesThatAreNoRecordOfTheTopicAreComparedAsBytes() {
    byte[] noRecord = {1, 2, 3};
    RecordedRecord window = recorded.records(Topics.WINDOWS).removeLast();
    recorded.records(Topics.WINDOWS).add(window.with(noRecord));

    assertThat(text())
        .anyMatch(line -> line.endsWith("an unreadable record: recorded, not replayed"));

    replayed.records(Topics.WINDOWS).removeLast();
    replayed.records(Topics.WINDOWS).add(window.with(new byte[] {1, 2}));
    assertThat(text())
        .containsExactly(
            "different: windows in 1 place",
            "faultline.windows: an unreadable record",
            "  encoding: recorded 3 bytes, replayed 2 bytes");
  }

  private Comparison compare() {
    return Comparison.of(recorded.answer(), replayed.answer(), SampleRun.START);
  }

  private List<String> text() {
    return ComparisonText.lines(compare());
  }

  private static WindowRecord value(RecordingFixture of, int index) {
    return Topics.WINDOWS.codec().decode(of.records(Topics.WINDOWS).get(index).valueBytes());
  }

  private <T> void change(Topic<T> topic, int index, java.util.function.UnaryOperator<T> change) {
    List<RecordedRecord> records = replayed.records(topic);
    RecordedRecord record = records.get(index);
    T changed = change.apply(topic.codec().decode(record.valueBytes()));
    records.set(index, record.with(topic.codec().encode(changed)));
  }
}
