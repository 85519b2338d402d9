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
import org.junit.jupiter.api.Test;

class RunMergeTest {

  private static final RunId RUN = new RunId(new UUID(7, 7));

  private final RunPipeline run = new RunPipeline(RUN);
  private final LoadScript first = new LoadScript(RUN, 0, 2);
  private final LoadScript second = new LoadScript(RUN, 1, 2);

  @Test
  void a_second_is_emitted_when_the_slowest_shard_has_passed_it() {
    run.giveAll(List.of(first.progress(0), first.progress(1000), first.progress(2000)));
    run.give(second.progress(0));
    run.give(second.progress(750));
    assertThat(run.emitted()).isEmpty();

    run.give(second.progress(1000));

    assertThat(run.progress()).extracting(RunProgress::watermarkMicros).containsExactly(at(1000));
  }

  @Test
  void each_second_is_its_series_in_order_and_then_the_progress() {
    LoadScript only = new LoadScript(RUN);
    run.giveAll(List.of(only.progress(0), only.progress(1000), only.progress(2000)));

    assertThat(run.emitted())
        .extracting(RunMergeTest::describe)
        .containsExactly(
            "browse@0", "order@0", "until 1000", "browse@1000", "order@1000", "until 2000");
  }

  private static String describe(WindowRecord record) {
    return switch (record) {
      case WindowStats window ->
          window.series().step() + "@" + (window.startMicros() - LoadScript.START) / 1000;
      case RunProgress progress ->
          (progress.finished() ? "finished " : "until ")
              + (progress.watermarkMicros() - LoadScript.START) / 1000;
    };
  }

  @Test
  void shards_add_up() {
    run.giveAll(List.of(first.progress(0), second.progress(0)));
    run.give(first.result("order", 100, 10_000, Outcome.OK));
    run.give(second.lose(1).result("order", 200, 30_000, Outcome.ERROR));
    run.giveAll(List.of(first.progress(1000), second.progress(1000)));

    WindowStats order = run.windows("order").getFirst();
    assertThat(order.completed()).isEqualTo(2);
    assertThat(order.failed()).isEqualTo(1);
    assertThat(order.statuses())
        .containsOnly(java.util.Map.entry(0, 1L), java.util.Map.entry(200, 1L));
    assertThat(order.responseTime().min()).isEqualTo(10_000);
    assertThat(order.responseTime().max()).isBetween(30_000L, 30_015L);
    assertThat(order.offered()).isEqualTo(200);
    assertThat(order.dropped()).isEqualTo(2);
    assertThat(order.inFlight()).isEqualTo(6);
    assertThat(order.oldestInFlightAgeMicros()).isEqualTo(3_000);
    assertThat(order.bytesReceived()).isEqualTo(2_000);
    assertThat(order.missing()).isEqualTo(1);
    assertThat(run.progress().getFirst().missing()).isEqualTo(1);
    assertThat(run.progress().getFirst().due()).isEqualTo(200);
  }

  @Test
  void health_is_the_worst_of_the_shards_since_the_last_progress() {
    run.giveAll(List.of(first.progress(0), second.progress(0)));
    run.giveAll(List.of(first.progress(250), first.progress(1000), second.progress(1000)));
    run.giveAll(List.of(first.progress(2000), second.progress(2000)));

    assertThat(run.progress())
        .extracting(RunProgress::health)
        .containsExactly(
            new GeneratorHealth(250, 0.25, 1, 0.5), new GeneratorHealth(0, 0.25, 1, 0.5));
  }

  @Test
  void a_finished_run_ends_with_one_finished_progress_and_keeps_nothing() {
    run.giveAll(List.of(first.progress(0), second.progress(0)));
    run.give(first.finish(700));
    run.give(second.progress(1000));
    run.give(second.result(1500));
    run.give(second.finish(1600));

    assertThat(run.emitted())
        .extracting(RunMergeTest::describe)
        .containsExactly(
            "browse@0",
            "order@0",
            "until 1000",
            "browse@1000",
            "order@1000",
            "until 2000",
            "finished 2000");
    assertThat(run.progress().getLast().due()).isEqualTo(70 + 160);
    assertThat(run.finished()).isTrue();
  }

  @Test
  void a_run_waits_for_shards_that_have_not_been_heard_of() {
    run.giveAll(List.of(first.progress(0), first.progress(1000), first.finish(2000)));

    assertThat(run.emitted()).isEmpty();
    assertThat(run.finished()).isFalse();
  }

  @Test
  void a_shard_that_begins_later_does_not_hide_the_seconds_before() {
    run.giveAll(List.of(first.progress(0), first.progress(1000), first.progress(2000)));
    run.giveAll(List.of(second.progress(1000, false, 0, 0, 0), second.progress(2000)));

    assertThat(run.windows("order"))
        .extracting(WindowStats::startMicros)
        .containsExactly(at(0), at(1000));
    assertThat(run.windows("order")).extracting(WindowStats::offered).containsExactly(100L, 300L);
  }

  @Test
  void late_results_are_reported_by_the_run() {
    LoadScript only = new LoadScript(RUN);
    run.giveAll(List.of(only.progress(0), only.progress(1000)));
    run.giveAll(List.of(only.result(500), only.progress(2000)));

    assertThat(run.progress()).extracting(RunProgress::late).containsExactly(0L, 1L);
  }
}
