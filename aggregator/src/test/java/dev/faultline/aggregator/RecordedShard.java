package dev.faultline.aggregator;

import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * What one shard writes, quarter of a second by quarter: results with losses, repeats and late
 * ones. In the middle of it another generator takes over, and the first, which was thought dead,
 * still says a word or two.
 */
final class RecordedShard {

  private static final Outcome[] OUTCOMES = Outcome.values();
  private static final int AFTERLIFE = 8;

  private final Random random;
  private final int quarters;
  private final int takeOver;
  private final LoadScript first;
  private LoadScript script;

  /**
   * At its begin.
   *
   * @param quarters how many there are before the one that ends it
   */
  RecordedShard(LoadScript script, int quarters, Random random) {
    this.random = random;
    this.quarters = quarters;
    this.script = script;
    first = script;
    takeOver = quarters / 3 + random.nextInt(1 + quarters / 3);
  }

  /** The quarter that follows those that were asked for before. */
  List<ResultRecord> quarter(int index, int results) {
    if (index == quarters) {
      return List.of(script.finish(250L * index + 10));
    }
    if (index == takeOver) {
      script = script.takenOver();
    }
    List<ResultRecord> records = new ArrayList<>();
    records.add(script.progress(250L * index));
    for (int i = 0; i < results; i++) {
      addResult(records, 250L * index);
    }
    if (index >= takeOver && index < takeOver + AFTERLIFE) {
      insert(records, first.result(250L * index + random.nextInt(250)));
      insert(records, first.progress(250L * index));
    }
    return records;
  }

  private void addResult(List<ResultRecord> records, long fromMillis) {
    if (random.nextInt(50) == 0) {
      script.lose(1);
    }
    long age = random.nextInt(200) == 0 ? 2000 : 0;
    RequestResult result =
        script.result(
            LoadScript.STEPS.get(random.nextInt(LoadScript.STEPS.size())),
            fromMillis + random.nextInt(250) - age,
            1 + (long) (20_000 * Math.exp(random.nextGaussian())),
            OUTCOMES[random.nextInt(OUTCOMES.length)]);
    records.add(result);
    if (random.nextInt(50) == 0) {
      records.add(result);
    }
  }

  private void insert(List<ResultRecord> records, ResultRecord record) {
    records.add(1 + random.nextInt(records.size()), record);
  }
}
