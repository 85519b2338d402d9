package dev.faultline.aggregator.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.aggregator.LoadScript;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What is held is a function of series and open windows, not of the length of a run. */
class SoakTest {

  private static final RunId RUN = new RunId(new UUID(7, 7));
  private static final int MINUTES = 8 * 60;
  private static final int FIRST_MINUTES = 3;

  /** One shard of the run: what writes its records, and what reduces them. */
  private record Part(LoadScript script, Shard shard) {
    Part(int shard, int shards) {
      this(new LoadScript(RUN, shard, shards), new Shard(new ShardKey(RUN, shard)));
    }
  }

  private final List<Part> parts = List.of(new Part(0, 2), new Part(1, 2));
  private final RunMerge merge = new RunMerge(RUN);
  private final PendingInMemory pending = new PendingInMemory();
  private long completed;
  private RunProgress progress;

  @Test
  void after_eight_hours_no_more_is_held_than_after_minutes_and_nothing_after_the_end()
      throws IOException {
    int afterMinutes = 0;
    for (int minute = 1; minute <= MINUTES; minute++) {
      runMinute(minute - 1);
      assertThat(pending.isEmpty()).isTrue();
      if (minute == FIRST_MINUTES) {
        afterMinutes = written().length();
      }
    }
    assertThat(written().length()).isPositive().isLessThanOrEqualTo(afterMinutes);

    for (Part part : parts) {
      part.shard.accept(part.script.finish(MINUTES * 60_000L), this::merge);
    }
    assertThat(completed).isEqualTo(parts.size() * MINUTES * 60L);
    assertThat(progress.missing()).isEqualTo((long) parts.size() * MINUTES);
    assertThat(progress.late()).isEqualTo((long) parts.size() * MINUTES);
    assertThat(progress.finished()).isTrue();
    assertThat(merge.finished()).isTrue();
    assertThat(pending.isEmpty()).isTrue();
    assertThat(writtenShards()).doesNotContain("shop");
  }

  /** One result per second and shard; each minute one more is lost, one late, one repeated. */
  private void runMinute(int minute) {
    for (int quarter = 0; quarter < 60 * 4; quarter++) {
      long now = minute * 60_000L + quarter * 250L;
      for (Part part : parts) {
        switch (quarter) {
          case 40 -> part.script.lose(1);
          case 80 -> part.shard.accept(part.script.result(now - 5_000));
          default -> {}
        }
        if (quarter % 4 == 0) {
          RequestResult result = result(part.script, now, quarter / 4);
          part.shard.accept(result);
          if (quarter == 120) {
            part.shard.accept(result);
          }
        }
        part.shard.accept(part.script.progress(now + 250), this::merge);
      }
    }
  }

  private static RequestResult result(LoadScript script, long now, int second) {
    String step = LoadScript.STEPS.get(second % LoadScript.STEPS.size());
    Outcome outcome = second % 10 == 0 ? Outcome.TIMEOUT : Outcome.OK;
    return script.result(step, now + second, 1_000L * (second + 1), outcome);
  }

  private void merge(ShardReport.Reached report) {
    merge.accept(report, pending, this::take);
  }

  private void take(WindowRecord record) {
    switch (record) {
      case WindowStats window -> completed += window.completed();
      case RunProgress reached -> progress = reached;
    }
  }

  /** All state as it is written down, a character per byte. */
  private String written() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    merge.writeTo(new DataOutputStream(bytes));
    return writtenShards() + bytes.toString(StandardCharsets.ISO_8859_1);
  }

  private String writtenShards() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (Part part : parts) {
      part.shard.writeTo(new DataOutputStream(bytes));
    }
    return bytes.toString(StandardCharsets.ISO_8859_1);
  }
}
