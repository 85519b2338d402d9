package dev.faultline.generator;

import static dev.faultline.generator.ShardUnderTest.START;
import static dev.faultline.generator.ShardUnderTest.progress;
import static dev.faultline.generator.ShardUnderTest.results;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.Scenario;
import dev.faultline.core.profile.ArrivalSchedule;
import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Stage;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ScenarioProgress;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.generator.scenario.Plans;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds whatever the load, the target and the standstills of the machine. */
class ShardPropertyTest {

  @Property(tries = 200)
  void nothingIsUnaccountedFor(
      @ForAll @IntRange(max = 200) int fromRate,
      @ForAll @IntRange(max = 200) int toRate,
      @ForAll @IntRange(min = 1, max = 3000) int millis,
      @ForAll @IntRange(min = 1, max = 30) int maxInFlight,
      @ForAll @IntRange(min = 1, max = 30) int maxConnections,
      @ForAll @IntRange(min = 1, max = 1_500_000) int maxServiceMicros,
      @ForAll @IntRange(min = 1, max = 800) int maxFreezeMillis,
      @ForAll long seed)
      throws Exception {
    Random random = new Random(seed);
    LoadProfile.Open load =
        new LoadProfile.Open(List.of(new Stage.Ramp(fromRate, toRate, Duration.ofMillis(millis))));
    Scenario scenario =
        new Scenario(
            "checkout", "shop", load, List.of(Plans.request("order")), maxInFlight, maxConnections);
    ShardUnderTest shard =
        new ShardUnderTest(scenario, () -> random.nextLong(maxServiceMicros) + 1);
    while (shard.ends.isEmpty()) {
      shard.loop.runUntil(shard.loop.nowMicros() + random.nextLong(500_000));
      shard.loop.freezeUntil(shard.loop.nowMicros() + random.nextLong(maxFreezeMillis * 1000L));
    }
    List<ResultRecord> records = shard.drain();

    ArrivalSchedule schedule = new ArrivalSchedule(load);
    countsAreExactAsOfEachWatermark(schedule, progress(records));
    everythingCompletedBeforeAWatermarkComesBeforeIt(records);
    List<RequestResult> results = results(records);
    assertThat(results)
        .extracting(RequestResult::seq)
        .containsExactlyElementsOf(LongStream.rangeClosed(1, results.size()).boxed().toList());
    ShardProgress last = progress(records).getLast();
    assertThat(records.getLast()).isSameAs(last);
    assertThat(last.finished()).isTrue();
    assertThat(last.lastSeq()).isEqualTo(results.size());
    assertThat(last.scenarios().getFirst().due()).isEqualTo(schedule.total());
    assertThat(last.scenarios().getFirst().inFlight()).isZero();
  }

  private static void countsAreExactAsOfEachWatermark(
      ArrivalSchedule schedule, List<ShardProgress> all) {
    for (ShardProgress progress : all) {
      ScenarioProgress counts = progress.scenarios().getFirst();
      assertThat(counts.due()).isEqualTo(schedule.dueBefore(progress.watermarkMicros() - START));
      assertThat(counts.started() + counts.dropped()).isEqualTo(counts.due());
      assertThat(counts.completed() + counts.inFlight()).isEqualTo(counts.started());
      assertThat(progress.finished() || progress.watermarkMicros() % 250_000 == 0).isTrue();
    }
  }

  private static void everythingCompletedBeforeAWatermarkComesBeforeIt(List<ResultRecord> records) {
    long watermark = Long.MIN_VALUE;
    for (ResultRecord next : records) {
      switch (next) {
        case RequestResult result ->
            assertThat(result.completedMicros()).isGreaterThanOrEqualTo(watermark);
        case ShardProgress progress -> {
          assertThat(progress.watermarkMicros()).isGreaterThan(watermark);
          watermark = progress.watermarkMicros();
        }
      }
    }
  }
}
