package dev.faultline.aggregator.topology;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.aggregator.LoadScript;
import dev.faultline.aggregator.window.Acceptance;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.Topics;
import dev.faultline.schemas.deadletter.DeadLetter;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AggregatorTopologyTest {

  private static final RunId RUN = new RunId(new UUID(7, 7));
  private static final RunId OTHER = new RunId(new UUID(7, 8));

  private final Heard heard = new Heard();
  private TopologyTestDriver driver;
  private PolledInput results;
  private TestOutputTopic<String, WindowRecord> windows;
  private TestOutputTopic<String, DeadLetter> deadLetters;

  @BeforeEach
  void start() {
    Properties settings = new Properties();
    settings.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
    settings.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    driver = new TopologyTestDriver(AggregatorTopology.build(3, heard), settings);
    results = new PolledInput(driver);
    windows =
        driver.createOutputTopic(
            Topics.WINDOWS.name(), new StringDeserializer(), Topics.WINDOWS.serde().deserializer());
    deadLetters =
        driver.createOutputTopic(
            Topics.DEAD_LETTERS.name(),
            new StringDeserializer(),
            Topics.DEAD_LETTERS.serde().deserializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  private void give(ResultRecord record) {
    long micros =
        switch (record) {
          case RequestResult result -> result.completedMicros();
          case ShardProgress progress -> progress.watermarkMicros();
        };
    results.pipe(encoded(record), micros / 1000);
  }

  private static byte[] encoded(ResultRecord record) {
    return Topics.RESULTS.codec().encode(record);
  }

  private void give(ResultRecord... records) {
    for (ResultRecord record : records) {
      give(record);
    }
  }

  private long stored() {
    return driver.getAllStateStores().values().stream()
        .mapToLong(store -> ((StateAtCommit) store).size())
        .sum();
  }

  /** How many windows wait for a roll-up. */
  private long parts() {
    return ((StateAtCommit) driver.getAllStateStores().get(PartStore.NAME)).size();
  }

  @Test
  void windows_are_keyed_by_series_and_progress_by_run_with_the_time_reached_as_timestamp() {
    LoadScript script = new LoadScript(RUN);
    give(script.progress(0), script.result(300), script.progress(1000), script.finish(1200));

    List<TestRecord<String, WindowRecord>> emitted = windows.readRecordsToList();

    assertThat(emitted)
        .extracting(TestRecord::key)
        .containsExactly(
            RUN + "/shop/browse",
            RUN + "/shop/order",
            RUN.toString(),
            RUN + "/shop/browse",
            RUN + "/shop/order",
            RUN.toString(),
            RUN + "/shop/browse",
            RUN + "/shop/order",
            RUN + "/shop/browse",
            RUN + "/shop/order",
            RUN.toString());
    assertThat(emitted)
        .extracting(record -> record.timestamp() - LoadScript.START / 1000)
        .containsExactly(
            1000L, 1000L, 1000L, 2000L, 2000L, 2000L, 2000L, 2000L, 2000L, 2000L, 2000L);
    assertThat(emitted)
        .filteredOn(record -> record.value() instanceof WindowStats)
        .extracting(record -> ((WindowStats) record.value()).sizeMicros() / 1_000_000)
        .containsExactly(1L, 1L, 1L, 1L, 10L, 10L, 60L, 60L);
    assertThat(emitted).allSatisfy(record -> assertThat(record.headers()).isEmpty());
    assertThat(((WindowStats) emitted.get(1).value()).completed()).isEqualTo(1);
    assertThat(((RunProgress) emitted.getLast().value()).finished()).isTrue();
    assertThat(heard.emitted).isEqualTo(emitted.stream().map(TestRecord::value).toList());
  }

  @Test
  void shards_are_merged_and_runs_are_kept_apart() {
    LoadScript first = new LoadScript(RUN, 0, 2);
    LoadScript second = new LoadScript(RUN, 1, 2);
    LoadScript other = new LoadScript(OTHER);
    give(first.progress(0), other.progress(0), second.progress(0));
    give(first.result(100), second.result(200), other.result(300));
    give(first.progress(1000), other.progress(1000));
    assertThat(windows.readValuesToList()).extracting(WindowRecord::runId).containsOnly(OTHER);

    give(second.progress(1000));

    List<WindowRecord> emitted = windows.readValuesToList();
    assertThat(emitted).hasSize(3);
    assertThat(((WindowStats) emitted.get(1)).completed()).isEqualTo(2);
  }

  @Test
  void an_undecodable_record_goes_to_the_dead_letters_and_the_others_go_on() {
    LoadScript script = new LoadScript(RUN);
    give(script.progress(0), script.result(300));
    results.pipe(new byte[] {1, 2, 3}, 0);
    results.pipe((byte[]) null, 0);
    give(script.result(400), script.progress(1000));

    List<DeadLetter> letters = deadLetters.readValuesToList();
    assertThat(letters).hasSize(2);
    assertThat(letters.getFirst().topic()).isEqualTo(Topics.RESULTS.name());
    assertThat(letters.getFirst().offset()).isEqualTo(2);
    assertThat(letters.getFirst().value().get()).containsExactly(1, 2, 3);
    assertThat(letters.getFirst().error()).isNotBlank();
    assertThat(heard.undecodable).isEqualTo(2);
    assertThat(((WindowStats) windows.readValuesToList().get(1)).completed()).isEqualTo(2);
  }

  @Test
  void each_of_the_records_that_were_polled_together_is_taken_for_itself() {
    LoadScript script = new LoadScript(RUN);
    LoadScript other = new LoadScript(OTHER);
    results.pipe(
        Stream.of(
                encoded(script.progress(0)),
                encoded(script.result(300)),
                new byte[] {1, 2, 3},
                encoded(other.progress(0)),
                encoded(script.result(400)),
                encoded(other.result(500)),
                null,
                encoded(other.progress(1000)),
                encoded(script.progress(1000)))
            .toList(),
        0);

    assertThat(deadLetters.readValuesToList())
        .extracting(DeadLetter::offset)
        .containsExactly(2L, 6L);
    assertThat(windows.readValuesToList())
        .filteredOn(WindowStats.class::isInstance)
        .map(window -> ((WindowStats) window).runId() + " " + ((WindowStats) window).completed())
        .contains(RUN + " 2", OTHER + " 1");
  }

  @Test
  void what_is_not_counted_is_heard_of() {
    LoadScript script = new LoadScript(RUN);
    RequestResult once = script.result(300);
    give(once, once, script.progress(1000), script.result(700));

    assertThat(heard.notCounted).containsExactly(Acceptance.DUPLICATE, Acceptance.LATE);
  }

  @Test
  void a_finished_run_leaves_only_the_mark_that_its_shards_have_ended_and_that_not_for_ever() {
    LoadScript script = new LoadScript(RUN);
    give(script.progress(0), script.result(300), script.finish(1200), script.result(1300));
    assertThat(stored()).isEqualTo(1);

    results.skip(1_000_000);
    give(new LoadScript(OTHER).progress(3_700_000, false, 0, 0, 0));

    assertThat(stored()).isEqualTo(1);
    assertThat(heard.notCounted).containsExactly(Acceptance.AFTER_END);
  }

  @Test
  void
      a_run_whose_generator_is_gone_is_forgotten_when_another_begins_an_hour_and_many_records_later() {
    LoadScript gone = new LoadScript(RUN, 0, 2);
    give(gone.progress(0), gone.result(300), gone.progress(3000));
    assertThat(stored()).isEqualTo(1 + 1 + 3);

    results.skip(1_000_000);
    give(new LoadScript(OTHER).progress(3_700_000, false, 0, 0, 0));

    assertThat(stored()).isEqualTo(1);
    assertThat(heard.left).containsExactly(RUN);
  }

  @Test
  void windows_wait_for_the_roll_up_that_they_are_part_of_and_not_longer() {
    LoadScript script = new LoadScript(RUN);
    give(script.progress(0), script.progress(9_000));
    assertThat(parts()).as("nine seconds of two series").isEqualTo(18);

    give(script.progress(10_000));
    assertThat(parts()).as("ten seconds").isEqualTo(2);
    give(script.progress(39_000));
    assertThat(parts()).as("three times ten seconds, and nine").isEqualTo(3 * 2 + 18);
    give(script.progress(40_000));
    assertThat(parts()).as("a minute is full").isZero();
  }

  @Test
  void a_run_that_goes_on_is_not_forgotten_because_another_ones_clock_is_hours_ahead() {
    LoadScript script = new LoadScript(RUN);
    give(script.progress(0), script.result(300));

    give(new LoadScript(OTHER).progress(3_700_000, false, 0, 0, 0));
    give(script.result(400), script.progress(1000));

    assertThat(heard.left).isEmpty();
    assertThat(windows.readValuesToList())
        .filteredOn(WindowStats.class::isInstance)
        .extracting(window -> ((WindowStats) window).completed())
        .contains(2L);
  }

  @Test
  void a_run_whose_generator_is_gone_leaves_no_window_that_waits() {
    LoadScript gone = new LoadScript(RUN);
    give(gone.progress(0), gone.progress(15_000));
    assertThat(parts()).isEqualTo(2 + 10);

    results.skip(1_000_000);
    give(new LoadScript(OTHER).progress(3_700_000, false, 0, 0, 0));

    assertThat(stored()).isEqualTo(1);
    assertThat(heard.left).containsExactly(RUN);
  }

  @Test
  void runs_that_go_on_are_left_to_another_instance_when_this_one_is_closed() {
    LoadScript over = new LoadScript(OTHER);
    LoadScript goesOn = new LoadScript(RUN);
    give(over.progress(0), over.result(300), over.finish(1200));
    give(goesOn.progress(0), goesOn.result(300), goesOn.progress(3000));
    assertThat(heard.left).isEmpty();

    stop();
    start();

    assertThat(heard.left).containsExactly(RUN);
  }

  /** Keeps what it hears. */
  private static final class Heard implements TopologyListener {

    final List<WindowRecord> emitted = new ArrayList<>();
    final List<RunId> left = new ArrayList<>();
    final List<Acceptance> notCounted = new ArrayList<>();
    int undecodable;

    @Override
    public void emitted(WindowRecord record) {
      emitted.add(record);
    }

    @Override
    public void left(RunId runId) {
      left.add(runId);
    }

    @Override
    public void notCounted(Acceptance why) {
      notCounted.add(why);
    }

    @Override
    public void undecodable() {
      undecodable++;
    }
  }
}
