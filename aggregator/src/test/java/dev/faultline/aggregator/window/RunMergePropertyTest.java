package dev.faultline.aggregator.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.aggregator.LoadScript;
import dev.faultline.core.latency.LatencyHistogram;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.WindowStats;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RunMergePropertyTest {

  private static final RunId RUN = new RunId(new UUID(7, 7));
  private static final Outcome[] OUTCOMES = Outcome.values();

  @Property(tries = 100)
  void what_is_emitted_does_not_depend_on_how_the_shards_interleave(
      @ForAll @IntRange(min = 1, max = 4) int shardCount, @ForAll long seed) {
    Random random = new Random(seed);
    List<List<ResultRecord>> shards = shards(shardCount, random);

    RunPipeline oneAfterTheOther = new RunPipeline(RUN);
    shards.forEach(oneAfterTheOther::giveAll);
    RunPipeline mixed = new RunPipeline(RUN).giveAll(interleave(shards, random));

    assertThat(mixed.emitted()).isNotEmpty().isEqualTo(oneAfterTheOther.emitted());
    assertThat(mixed.finished()).isTrue();
  }

  @Property(tries = 100)
  void every_result_is_in_exactly_one_window_or_late(
      @ForAll @IntRange(min = 1, max = 4) int shardCount, @ForAll long seed) {
    Random random = new Random(seed);
    List<ResultRecord> records = interleave(shards(shardCount, random), random);
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
    List<ResultRecord> records = interleave(shards(shardCount, random), random);
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

  /** What some shards of one run write: in order within each shard, with losses and repeats. */
  private static List<List<ResultRecord>> shards(int count, Random random) {
    List<List<ResultRecord>> shards = new ArrayList<>();
    for (int shard = 0; shard < count; shard++) {
      LoadScript script = new LoadScript(RUN, shard, count);
      List<ResultRecord> records = new ArrayList<>();
      long last = 250L * (4 + random.nextInt(20));
      for (long watermark = 250L * random.nextInt(3); watermark <= last; watermark += 250) {
        records.add(script.progress(watermark));
        for (int i = random.nextInt(8); i > 0; i--) {
          script.lose(random.nextInt(5) == 0 ? 1 + random.nextInt(3) : 0);
          RequestResult result = result(script, watermark + random.nextInt(250), random);
          records.add(result);
          if (random.nextInt(6) == 0) {
            records.add(result);
          }
        }
      }
      records.add(script.finish(last + 250 + random.nextInt(250)));
      shards.add(records);
    }
    return shards;
  }

  private static RequestResult result(LoadScript script, long completedMillis, Random random) {
    return script.result(
        LoadScript.STEPS.get(random.nextInt(LoadScript.STEPS.size())),
        completedMillis,
        1 + (long) (200_000 * Math.exp(random.nextGaussian())),
        OUTCOMES[random.nextInt(OUTCOMES.length)]);
  }

  private static List<ResultRecord> interleave(List<List<ResultRecord>> shards, Random random) {
    List<Deque<ResultRecord>> left = new ArrayList<>();
    shards.forEach(shard -> left.add(new ArrayDeque<>(shard)));
    List<ResultRecord> mixed = new ArrayList<>();
    while (!left.isEmpty()) {
      Deque<ResultRecord> next = left.get(random.nextInt(left.size()));
      mixed.add(next.removeFirst());
      left.removeIf(Collection::isEmpty);
    }
    return mixed;
  }
}
