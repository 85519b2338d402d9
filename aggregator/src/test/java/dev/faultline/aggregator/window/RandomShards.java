package dev.faultline.aggregator.window;

import dev.faultline.aggregator.LoadScript;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.run.RunId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Random;

/** What some shards of one run write, with losses and repeats. */
final class RandomShards {

  private static final Outcome[] OUTCOMES = Outcome.values();

  private RandomShards() {}

  /**
   * The records of each shard, in order.
   *
   * @param quarters the shortest and the longest that a shard works, in quarters of a second
   * @param results that a shard writes in a quarter at most
   */
  static List<List<ResultRecord>> of(
      RunId run, int count, int minQuarters, int maxQuarters, int results, Random random) {
    return of(run, count, 0, minQuarters, maxQuarters, results, random);
  }

  /** As above, but they begin so many quarters after the run's start, or up to two later. */
  static List<List<ResultRecord>> of(
      RunId run,
      int count,
      int beginQuarters,
      int minQuarters,
      int maxQuarters,
      int results,
      Random random) {
    List<List<ResultRecord>> shards = new ArrayList<>();
    for (int shard = 0; shard < count; shard++) {
      LoadScript script = new LoadScript(run, shard, count);
      List<ResultRecord> records = new ArrayList<>();
      long begin = 250L * beginQuarters;
      long last = begin + 250L * (minQuarters + random.nextInt(maxQuarters - minQuarters + 1));
      for (long watermark = begin + 250L * random.nextInt(3); watermark <= last; watermark += 250) {
        records.add(script.progress(watermark));
        addResults(records, script, watermark, results, random);
      }
      records.add(script.finish(last + 250 + random.nextInt(250)));
      shards.add(records);
    }
    return shards;
  }

  private static void addResults(
      List<ResultRecord> records, LoadScript script, long fromMillis, int most, Random random) {
    for (int i = random.nextInt(most); i > 0; i--) {
      script.lose(random.nextInt(5) == 0 ? 1 + random.nextInt(3) : 0);
      RequestResult result = result(script, fromMillis + random.nextInt(250), random);
      records.add(result);
      if (random.nextInt(6) == 0) {
        records.add(result);
      }
    }
  }

  private static RequestResult result(LoadScript script, long completedMillis, Random random) {
    return script.result(
        LoadScript.STEPS.get(random.nextInt(LoadScript.STEPS.size())),
        completedMillis,
        1 + (long) (200_000 * Math.exp(random.nextGaussian())),
        OUTCOMES[random.nextInt(OUTCOMES.length)]);
  }

  /** All of them, those of each shard in their order. */
  static List<ResultRecord> interleave(List<List<ResultRecord>> shards, Random random) {
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
