package dev.faultline.aggregator.window;

import static dev.faultline.aggregator.LoadScript.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.aggregator.LoadScript;
import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Scripted runs begin 20 s after a full minute. */
class RollUpsTest {

  private static final RunId RUN = new RunId(new UUID(7, 7));

  private final RunPipeline run = RunPipeline.rollingUp(RUN);
  private final LoadScript script = new LoadScript(RUN);

  private void pass(long fromSecond, long untilSecond) {
    LongStream.rangeClosed(fromSecond, untilSecond)
        .forEach(second -> run.give(script.progress(1000 * second)));
  }

  private List<String> told(int last) {
    List<WindowRecord> all = run.emitted();
    return all.subList(all.size() - last, all.size()).stream().map(RollUpsTest::describe).toList();
  }

  private static String describe(WindowRecord record) {
    return switch (record) {
      case WindowStats window ->
          "%s %d s from %d"
              .formatted(
                  window.series().step(),
                  window.sizeMicros() / 1_000_000,
                  (window.startMicros() - LoadScript.START) / 1_000_000);
      case RunProgress progress ->
          (progress.finished() ? "finished " : "until ")
              + (progress.watermarkMicros() - LoadScript.START) / 1_000_000;
    };
  }

  private List<WindowStats> orders(RollUp size) {
    return run.windows(
        window ->
            window.sizeMicros() == size.sizeMicros() && window.series().step().equals("order"));
  }

  @Test
  void ten_seconds_come_between_the_second_that_completes_them_and_its_progress() {
    pass(0, 9);
    assertThat(orders(RollUp.TEN_SECONDS)).isEmpty();

    run.give(script.progress(10_000));

    assertThat(told(5))
        .containsExactly(
            "browse 1 s from 9",
            "order 1 s from 9",
            "browse 10 s from 0",
            "order 10 s from 0",
            "until 10");
  }

  @Test
  void a_minute_comes_after_the_ten_seconds_that_complete_it() {
    pass(0, 40);

    assertThat(told(7))
        .containsExactly(
            "browse 1 s from 39",
            "order 1 s from 39",
            "browse 10 s from 30",
            "order 10 s from 30",
            "browse 60 s from -20",
            "order 60 s from -20",
            "until 40");
  }

  @Test
  void what_was_begun_at_the_end_of_the_run_is_told_before_its_last_progress() {
    pass(0, 42);
    run.give(script.finish(42_500));

    assertThat(told(6))
        .containsExactly(
            "until 43",
            "browse 10 s from 40",
            "order 10 s from 40",
            "browse 60 s from 40",
            "order 60 s from 40",
            "finished 43");
    assertThat(orders(RollUp.TEN_SECONDS).getLast().offered()).isEqualTo(250);
    assertThat(run.finished()).isTrue();
  }

  @Test
  void a_run_that_ends_with_a_roll_up_begins_no_other() {
    pass(0, 39);
    run.give(script.finish(40_000));

    assertThat(told(3)).containsExactly("order 60 s from -20", "until 40", "finished 40");
    assertThat(run.finished()).isTrue();
  }

  @Test
  void the_first_roll_up_covers_what_the_run_has_of_it() {
    run.give(script.progress(7_000, false, 0, 0, 0));
    run.give(script.progress(8_000, false, 90, 0, 0));
    run.give(script.progress(10_000, false, 100, 0, 0));

    assertThat(orders(RollUp.TEN_SECONDS))
        .singleElement()
        .satisfies(
            rollUp -> {
              assertThat(rollUp.startMicros()).isEqualTo(at(0));
              assertThat(rollUp.offered()).isEqualTo(100);
            });
  }

  @Test
  void what_counts_adds_up_and_what_is_true_at_the_end_is_as_the_last_second_tells_it() {
    run.give(script.progress(0, false, 0, 0, 0));
    run.give(script.result("order", 500, 10_000, Outcome.OK));
    run.give(script.progress(1_000, false, 100, 1, 9));
    run.give(script.lose(2).result("order", 8_999, 30_000, Outcome.ERROR));
    run.give(script.progress(9_000, false, 800, 5, 4));
    run.give(script.progress(10_000, false, 900, 7, 3));

    WindowStats all = orders(RollUp.TEN_SECONDS).getFirst();

    assertThat(all.completed()).isEqualTo(2);
    assertThat(all.failed()).isEqualTo(1);
    assertThat(all.statuses()).hasSize(2);
    assertThat(all.responseTime().min()).isEqualTo(10_000);
    assertThat(all.responseTime().max()).isBetween(30_000L, 30_015L);
    assertThat(all.bytesReceived()).isEqualTo(2_000);
    assertThat(all.missing()).isEqualTo(2);
    assertThat(all.offered()).isEqualTo(900);
    assertThat(all.dropped()).isEqualTo(7);
    assertThat(all.inFlight()).isEqualTo(3);
    assertThat(all.oldestInFlightAgeMicros()).isEqualTo(9_000);
  }

  @Test
  void health_is_the_worst_of_the_seconds_and_what_is_cumulative_is_that_of_the_last() {
    LoadScript second = new LoadScript(RUN, 1, 2);
    LoadScript third = new LoadScript(RUN, 0, 2);
    for (long millis = 0; millis <= 10_000; millis += 250) {
      run.give(third.progress(millis));
      run.give(second.progress(millis));
    }

    assertThat(orders(RollUp.TEN_SECONDS))
        .extracting(WindowStats::health)
        .containsExactly(new GeneratorHealth(750, 0.25, 1, 0.5));
    assertThat(run.windows(WindowStats::isBase))
        .extracting(WindowStats::health)
        .containsOnly(run.progress().getFirst().health());
  }

  @Test
  void silence_is_rolled_up_too() {
    pass(0, 40);

    assertThat(orders(RollUp.TEN_SECONDS)).hasSize(4);
    assertThat(orders(RollUp.MINUTE)).extracting(WindowStats::completed).containsExactly(0L);
  }
}
