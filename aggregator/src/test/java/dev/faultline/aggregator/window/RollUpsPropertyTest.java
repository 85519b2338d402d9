package dev.faultline.aggregator.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.Topics;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.ToLongFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class RollUpsPropertyTest {

  private static final RunId RUN = new RunId(new UUID(7, 7));
  private static final int MINUTE_QUARTERS = 240;

  @Property(tries = 10)
  void a_roll_up_is_what_one_accumulator_makes_of_all_its_results(
      @ForAll @IntRange(min = 1, max = 3) int shardCount, @ForAll long seed) {
    Random random = new Random(seed);
    List<ResultRecord> records = RandomShards.interleave(shards(shardCount, random), random);
    RunPipeline run = RunPipeline.rollingUp(RUN).giveAll(records);

    List<WindowStats> rollUps = run.windows(window -> !window.isBase());
    assertThat(rollUps).extracting(WindowStats::sizeMicros).contains(10_000_000L, 60_000_000L);
    for (WindowStats rollUp : rollUps) {
      Accumulator direct = new Accumulator();
      records.stream()
          .filter(RequestResult.class::isInstance)
          .map(RequestResult.class::cast)
          .distinct()
          .filter(result -> result.step().equals(rollUp.series().step()))
          .filter(result -> result.completedMicros() >= rollUp.startMicros())
          .filter(result -> result.completedMicros() < rollUp.endMicros())
          .forEach(direct::add);
      assertThat(rollUp.startMicros() % rollUp.sizeMicros()).isZero();
      assertThat(rollUp.outcomes()).isEqualTo(direct.outcomes());
      assertThat(rollUp.statuses()).isEqualTo(direct.statuses());
      assertThat(rollUp.responseTime().encode()).isEqualTo(direct.responseTime().encode());
      assertThat(rollUp.serviceTime().encode()).isEqualTo(direct.serviceTime().encode());
      assertThat(rollUp.responseTime().saturated()).isEqualTo(direct.responseTime().saturated());
      assertThat(rollUp.bytesSent()).isEqualTo(direct.bytesSent());
      assertThat(rollUp.bytesReceived()).isEqualTo(direct.bytesReceived());
    }
  }

  @Property(tries = 10)
  void each_size_adds_up_to_the_base_windows_and_keeps_nothing_at_the_end(
      @ForAll @IntRange(min = 1, max = 3) int shardCount, @ForAll long seed) {
    Random random = new Random(seed);
    RunPipeline run =
        RunPipeline.rollingUp(RUN)
            .giveAll(RandomShards.interleave(shards(shardCount, random), random));

    for (RollUp size : RollUp.values()) {
      for (ToLongFunction<WindowStats> sum :
          List.<ToLongFunction<WindowStats>>of(
              WindowStats::completed,
              WindowStats::offered,
              WindowStats::dropped,
              WindowStats::missing,
              WindowStats::bytesReceived)) {
        assertThat(sum(run, size.sizeMicros(), sum))
            .isEqualTo(sum(run, WindowStats.BASE_MICROS, sum));
      }
    }
    assertThat(run.finished()).isTrue();
  }

  private static long sum(RunPipeline run, long sizeMicros, ToLongFunction<WindowStats> of) {
    return run.windows(window -> window.sizeMicros() == sizeMicros).stream().mapToLong(of).sum();
  }

  @Property(tries = 10)
  void neither_the_interleaving_of_the_shards_nor_restarts_change_a_byte(
      @ForAll @IntRange(min = 1, max = 3) int shardCount, @ForAll long seed) {
    Random random = new Random(seed);
    List<List<ResultRecord>> shards = shards(shardCount, random);

    RunPipeline oneAfterTheOther = RunPipeline.rollingUp(RUN);
    shards.forEach(oneAfterTheOther::giveAll);
    RunPipeline mixed = RunPipeline.rollingUp(RUN);
    for (ResultRecord record : RandomShards.interleave(shards, random)) {
      if (random.nextInt(40) == 0) {
        mixed.restart();
      }
      mixed.give(record);
    }

    assertThat(bytes(mixed)).isNotEmpty().isEqualTo(bytes(oneAfterTheOther));
  }

  @Property(tries = 10)
  void roll_ups_come_between_base_windows_and_progress_and_change_neither(
      @ForAll @IntRange(min = 1, max = 3) int shardCount, @ForAll long seed) {
    Random random = new Random(seed);
    List<ResultRecord> records = RandomShards.interleave(shards(shardCount, random), random);

    List<WindowRecord> with = RunPipeline.rollingUp(RUN).giveAll(records).emitted();
    List<WindowRecord> without = new RunPipeline(RUN).giveAll(records).emitted();

    assertThat(with.stream().filter(each -> !(each instanceof WindowStats w && !w.isBase())))
        .isEqualTo(without);
  }

  private static List<String> bytes(RunPipeline run) {
    return run.emitted().stream()
        .map(record -> HexFormat.of().formatHex(Topics.WINDOWS.codec().encode(record)))
        .toList();
  }

  /** They work for up to 75 s and begin anywhere within a minute. */
  private static List<List<ResultRecord>> shards(int count, Random random) {
    return RandomShards.of(
        RUN, count, random.nextInt(MINUTE_QUARTERS), 4, MINUTE_QUARTERS + 60, 3, random);
  }
}
