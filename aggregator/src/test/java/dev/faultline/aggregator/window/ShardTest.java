package dev.faultline.aggregator.window;

import static dev.faultline.aggregator.LoadScript.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.aggregator.LoadScript;
import dev.faultline.aggregator.window.ShardReport.Closed;
import dev.faultline.aggregator.window.ShardReport.Ended;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShardTest {

  private static final RunId RUN = new RunId(new UUID(7, 7));
  private static final Series BROWSE = new Series(RUN, "shop", "browse");
  private static final Series ORDER = new Series(RUN, "shop", "order");

  private final LoadScript script = new LoadScript(RUN);
  private final Shard shard = new Shard(new ShardKey(RUN, 0));
  private final List<ShardReport> reports = new ArrayList<>();

  private Acceptance give(ResultRecord record) {
    return switch (record) {
      case RequestResult result -> shard.accept(result);
      case ShardProgress progress -> shard.accept(progress, reports::add);
    };
  }

  private Closed window(int index) {
    return (Closed) reports.get(index);
  }

  @Test
  void a_window_closes_when_the_watermark_reaches_its_end_and_not_before() {
    give(script.progress(0));
    give(script.result(100));
    give(script.progress(250));
    give(script.progress(750));
    assertThat(reports).isEmpty();

    give(script.progress(1000));

    assertThat(reports).hasSize(1);
    assertThat(window(0).startMicros()).isEqualTo(at(0));
    assertThat(window(0).cells().of(ORDER).completed()).isEqualTo(1);
  }

  @Test
  void a_result_belongs_to_the_window_of_its_completion() {
    give(script.progress(0));
    give(script.result(999));
    give(script.result(1000));
    give(script.progress(1000));
    give(script.progress(2000));

    assertThat(window(0).cells().of(ORDER).completed()).isEqualTo(1);
    assertThat(window(1).cells().of(ORDER).completed()).isEqualTo(1);
  }

  @Test
  void every_series_of_the_progress_is_in_the_window_even_when_silent() {
    give(script.progress(0));
    give(script.progress(1000));

    assertThat(window(0).cells().bySeries()).containsOnlyKeys(BROWSE, ORDER);
    assertThat(window(0).cells().completed()).isZero();
  }

  @Test
  void offered_and_dropped_are_the_differences_between_second_boundaries() {
    give(script.progress(0, false, 0, 0, 0));
    give(script.progress(500, false, 11, 1, 2));
    give(script.progress(1000, false, 30, 4, 5));
    give(script.progress(1750, false, 31, 4, 5));
    give(script.progress(2000, false, 70, 5, 6));

    assertThat(window(0).scenarios()).containsEntry("shop", new ScenarioCounts(30, 4, 5, 5_000));
    assertThat(window(1).scenarios()).containsEntry("shop", new ScenarioCounts(40, 1, 6, 6_000));
    assertThat(window(1).totals().counts()).isEqualTo(new Counts(70, 65, 59, 5));
  }

  @Test
  void missing_progress_is_bridged_by_a_straight_line_that_keeps_the_sum() {
    give(script.progress(0, false, 0, 0, 0));
    give(script.progress(750, false, 75, 0, 0));
    give(script.progress(2250, false, 225, 0, 0));
    give(script.progress(3000, false, 300, 0, 0));

    assertThat(reports)
        .extracting(report -> ((Closed) report).scenarios().get("shop").offered())
        .containsExactly(100L, 100L, 100L);
  }

  @Test
  void a_gap_in_the_numbers_is_missing_where_the_next_result_reveals_it() {
    give(script.progress(0));
    give(script.result(100));
    give(script.lose(3).result("browse", 1200, 20_000, Outcome.OK));
    give(script.progress(1000));
    give(script.progress(2000));

    assertThat(window(0).totals().missing()).isEqualTo(3);
    assertThat(window(0).cells().of(ORDER).missing()).isZero();
    assertThat(window(1).cells().of(BROWSE).missing()).isEqualTo(3);
  }

  @Test
  void a_gap_that_only_the_progress_reveals_is_missing_just_before_its_watermark() {
    give(script.progress(0));
    give(script.result(100));
    give(script.lose(2).progress(1000));
    give(script.result(1100));
    give(script.progress(2000));

    assertThat(window(0).cells().of(BROWSE).missing()).isEqualTo(2);
    assertThat(window(1).totals().missing()).isEqualTo(2);
    assertThat(window(1).cells().of(ORDER).missing()).isZero();
  }

  @Test
  void a_number_seen_before_is_dropped() {
    give(script.progress(0));
    RequestResult once = script.result(100);
    assertThat(give(once)).isEqualTo(Acceptance.COUNTED);
    assertThat(give(once)).isEqualTo(Acceptance.DUPLICATE);
    give(script.progress(1000));

    assertThat(window(0).cells().of(ORDER).completed()).isEqualTo(1);
    assertThat(window(0).totals().missing()).isZero();
  }

  @Test
  void a_result_whose_window_has_closed_is_late_and_not_missing() {
    give(script.progress(0));
    give(script.progress(1000));
    assertThat(give(script.result(999))).isEqualTo(Acceptance.LATE);
    give(script.progress(2000));

    assertThat(window(1).totals().late()).isEqualTo(1);
    assertThat(window(1).totals().missing()).isZero();
    assertThat(window(1).cells().completed()).isZero();
  }

  @Test
  void a_higher_epoch_numbers_from_one_again() {
    give(script.progress(0));
    give(script.result(100));
    give(script.result(200));
    LoadScript next = script.takenOver();
    assertThat(give(next.result(300))).isEqualTo(Acceptance.COUNTED);
    give(next.progress(1000));

    assertThat(window(0).cells().of(ORDER).completed()).isEqualTo(3);
    assertThat(window(0).totals().missing()).isZero();
  }

  @Test
  void records_of_an_epoch_that_was_taken_over_are_ignored() {
    give(script.progress(0));
    give(script.takenOver().result(100));

    assertThat(give(script.result(150))).isEqualTo(Acceptance.STALE_EPOCH);
    assertThat(give(script.progress(5000))).isEqualTo(Acceptance.STALE_EPOCH);
    assertThat(reports).isEmpty();
  }

  @Test
  void a_generator_that_counts_from_zero_adds_to_its_predecessor() {
    give(script.progress(0, false, 0, 0, 0));
    give(script.progress(1000, false, 100, 10, 0));
    LoadScript next = script.takenOver();
    give(next.progress(2000, false, 40, 5, 0));
    give(next.progress(3000, false, 90, 5, 0));

    assertThat(window(1).scenarios().get("shop").offered()).isEqualTo(40);
    assertThat(window(2).scenarios().get("shop").offered()).isEqualTo(50);
    assertThat(window(2).totals().counts().dropped()).isEqualTo(15);
  }

  @Test
  void what_was_due_between_two_generators_is_offered_and_not_started() {
    give(script.progress(0, false, 0, 0, 0));
    give(script.progress(1000, false, 100, 10, 5));
    LoadScript next = script.takenOver().after(390);
    give(next.result(3950));
    give(next.progress(4000, false, 10, 0, 0));
    give(next.progress(5000, true, 110, 2, 0));

    assertThat(reports)
        .filteredOn(Closed.class::isInstance)
        .extracting(report -> ((Closed) report).scenarios().get("shop").offered())
        .containsExactly(100L, 100L, 100L, 100L, 100L);
    Counts last = ((Ended) reports.getLast()).totals().counts();
    assertThat(last.due()).isEqualTo(500);
    assertThat(last.dropped()).isEqualTo(12);
    assertThat(last.started()).isEqualTo(90 + 108);
    assertThat(last.completed()).isEqualTo(85 + 108);
  }

  @Test
  void a_generator_that_goes_on_where_the_one_before_stopped_leaves_nothing_out() {
    give(script.progress(0, false, 0, 0, 0));
    give(script.progress(1400, false, 140, 0, 0));
    LoadScript next = script.takenOver().after(140);
    give(next.progress(2000, false, 60, 0, 0));
    give(next.progress(3000, true, 160, 0, 0));

    Counts last = ((Ended) reports.getLast()).totals().counts();
    assertThat(last).isEqualTo(new Counts(300, 300, 300, 0));
    assertThat(window(1).scenarios().get("shop").offered()).isEqualTo(100);
  }

  @Test
  void the_first_to_be_heard_of_may_be_a_successor() {
    LoadScript next = script.takenOver().after(200);
    give(next.progress(2250, false, 25, 0, 0));
    give(next.progress(3000, true, 100, 0, 0));

    assertThat(((Ended) reports.getLast()).totals().counts())
        .isEqualTo(new Counts(300, 100, 100, 0));
  }

  @Test
  void a_hole_in_time_is_filled_with_empty_windows() {
    give(script.progress(0));
    give(script.progress(1000));
    give(script.takenOver().progress(4000));

    assertThat(reports)
        .extracting(report -> ((Closed) report).startMicros())
        .containsExactly(at(0), at(1000), at(2000), at(3000));
  }

  @Test
  void the_end_closes_the_last_window_though_it_is_not_full() {
    give(script.progress(0));
    give(script.result(300));
    give(script.finish(370));

    assertThat(window(0).cells().completed()).isEqualTo(1);
    assertThat(window(0).scenarios().get("shop").offered()).isEqualTo(37);
    assertThat(reports.get(1)).isInstanceOf(Ended.class);
    assertThat(((Ended) reports.get(1)).endMicros()).isEqualTo(at(1000));
  }

  @Test
  void an_end_on_a_boundary_opens_no_further_window() {
    give(script.progress(0));
    give(script.progress(1000));
    give(script.finish(1000));

    assertThat(reports).hasSize(2).last().isInstanceOf(Ended.class);
  }

  @Test
  void a_result_that_completed_exactly_at_the_end_still_has_a_window() {
    give(script.progress(0));
    give(script.result(1000));
    give(script.finish(1000));

    assertThat(window(1).cells().completed()).isEqualTo(1);
    assertThat(((Ended) reports.get(2)).totals().late()).isZero();
  }

  @Test
  void results_beyond_the_end_are_late() {
    give(script.progress(0));
    give(script.result(7000));
    give(script.finish(1000));

    assertThat(((Ended) reports.getLast()).totals().late()).isEqualTo(1);
  }

  @Test
  void nothing_counts_after_the_end() {
    give(script.progress(0));
    give(script.finish(1000));
    int before = reports.size();

    assertThat(give(script.result(1100))).isEqualTo(Acceptance.AFTER_END);
    assertThat(give(script.progress(2000))).isEqualTo(Acceptance.AFTER_END);
    assertThat(reports).hasSize(before);
  }

  @Test
  void windows_begin_with_the_first_arrival_even_when_the_first_progress_is_behind_it() {
    give(script.result("order", 1500, 900_000, Outcome.OK));
    give(script.progress(2000));

    assertThat(reports)
        .extracting(report -> ((Closed) report).startMicros())
        .containsExactly(at(0), at(1000));
  }

  @Test
  void a_watermark_from_a_broken_clock_is_refused() {
    give(script.progress(0));

    assertThat(give(script.progress(3_700_000))).isEqualTo(Acceptance.IMPLAUSIBLE);
    assertThat(reports).isEmpty();
  }

  @Test
  void is_silent_an_hour_and_a_million_records_after_its_last_record() {
    give(script.progress(0));
    give(script.progress(1000));
    shard.heardAt(5);

    assertThat(shard.silentBefore(1_000_006, at(3_601_000))).isFalse();
    assertThat(shard.silentBefore(1_000_005, at(3_601_001))).isFalse();
    assertThat(shard.silentBefore(1_000_006, at(3_601_001))).isTrue();
  }
}
