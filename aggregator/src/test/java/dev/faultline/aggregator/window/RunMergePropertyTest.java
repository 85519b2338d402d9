package dev.faultline.aggregator.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.WindowStats;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RunMergePropertyTest {

  private static final RunId RUN = new RunId(new UUID(7, 7));

  @Property(tries = 100)
  void what_is_emitted_does_not_depend_on_how_the_shards_interleave(
      @ForAll @IntRange(min = 1, max = 4) int shardCount, @ForAll long seed) {
    Random random = new Random(seed);
    List<List<ResultRecord>> shards = shards(shardCount, random);

    RunPipeline oneAfterTheOther = new RunPipeline(RUN);
    shards.forEach(oneAfterTheOther::giveAll);
    RunPipeline mixed = new RunPipeline(RUN).giveAll(RandomShards.interleave(shards, random));

    assertThat(mixed.emitted()).isNotEmpty().isEqualTo(oneAfterTheOther.emitted());
    assertThat(mixed.finished()).isTrue();
  }

  @Property(tries = 100)
  void every_result_is_in_exactly_one_window_or_late(
      @ForAll @IntRange(min = 1, max = 4) int shardCount, @ForAll long seed) {
    Random random = new Random(seed);
    List<ResultRecord> records = RandomShards.interleave(shards(shardCount, random), random);
    RunPipeline run = new RunPipeline(RUN).giveAll(records);

    long given = records.stream().filter(RequestResult.class::isInstance).distinct().count();
    long completed = run.windows(window -> true).stream().mapToLong(WindowStats::completed).sum();
    long missing = run.windows(window -> true).stream().mapToLong(WindowStats::missing).sum();
    assertThat(completed + run.progress().getLast().late()).isEqualTo(given);
    assertThat(missing).isEqualTo(run.progress().getLast().missing());
  }

  @Property(tries = 100)
  void percentiles_of_merged_windows_are_those_of_one_histogram_over_all_values(
      @ForAll @IntRange(min = 1, max = 4) int shardCount, @ForAll long seed) {
    Random random = new Random(seed);
    List<ResultRecord> records = RandomShards.interleave(shards(shardCount, random), random);
    RunPipeline run = new RunPipeline(RUN).giveAll(records);

    for (WindowStats window : run.windows(any -> true)) {
      LatencyHistogram direct = new LatencyHistogram();
      records.stream()
          .filter(RequestResult.class::isInstance)
          .map(RequestResult.class::cast)
          .distinct()
          .filter(result -> result.step().equals(window.series().step()))
          .filter(result -> WindowTime.startOf(result.completedMicros()) == window.startMicros())
          .forEach(result -> direct.record(result.responseTimeMicros()));
      assertThat(window.responseTime()).isEqualTo(direct);
      assertThat(window.responseTime().encode()).isEqualTo(direct.encode());
      for (double percentile : new double[] {0, 50, 90, 95, 99, 99.9, 100}) {
        assertThat(window.responseTime().percentile(percentile))
            .isEqualTo(direct.percentile(percentile));
      }
    }
  }

  private static List<List<ResultRecord>> shards(int count, Random random) {
    return RandomShards.of(RUN, count, 4, 23, 8, random);
  }
}
