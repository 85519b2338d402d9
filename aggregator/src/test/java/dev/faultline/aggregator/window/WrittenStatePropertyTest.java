package dev.faultline.aggregator.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.aggregator.LoadScript;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.result.ShardProgress;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.WindowRecord;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class WrittenStatePropertyTest {

  private static final RunId RUN = new RunId(new UUID(7, 7));

  @Property(tries = 60)
  void state_that_was_written_and_read_back_goes_on_as_if_nothing_had_happened(
      @ForAll @IntRange(max = 40) int rewriteAt, @ForAll @IntRange(min = 1, max = 7) int lost)
      throws IOException {
    List<ResultRecord> records = records(lost);

    assertThat(run(records, rewriteAt)).isEqualTo(run(records, Integer.MAX_VALUE)).isNotEmpty();
  }

  private static List<WindowRecord> run(List<ResultRecord> records, int rewriteAt)
      throws IOException {
    Shard shard = new Shard(new ShardKey(RUN, 0));
    RunMerge merge = new RunMerge(RUN);
    PendingInMemory pending = new PendingInMemory();
    List<WindowRecord> emitted = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      if (i == rewriteAt) {
        shard = Shard.readFrom(bytesOf(shard));
        merge = RunMerge.readFrom(bytesOf(merge));
      }
      switch (records.get(i)) {
        case RequestResult result -> shard.accept(result);
        case ShardProgress progress -> {
          List<ShardReport.Reached> reports = new ArrayList<>();
          shard.accept(progress, reports::add);
          for (ShardReport.Reached report : reports) {
            merge.accept(rewritten(report), pending, emitted::add);
          }
        }
      }
    }
    return emitted;
  }

  private static List<ResultRecord> records(int lost) {
    LoadScript script = new LoadScript(RUN);
    List<ResultRecord> records = new ArrayList<>();
    for (int quarter = 0; quarter < 14; quarter++) {
      records.add(script.result(250L * quarter + 10));
      records.add(script.progress(250L * quarter));
      records.add(script.result(250L * quarter + 20));
      if (quarter == 6) {
        script = script.lose(lost).takenOver();
      }
    }
    records.add(script.lose(lost).finish(3600));
    return records;
  }

  private static ShardReport.Reached rewritten(ShardReport.Reached report) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    ShardReport.write(new DataOutputStream(bytes), report);
    return (ShardReport.Reached) ShardReport.read(input(bytes));
  }

  private static DataInputStream bytesOf(Shard shard) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    shard.writeTo(new DataOutputStream(bytes));
    return input(bytes);
  }

  private static DataInputStream bytesOf(RunMerge run) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    run.writeTo(new DataOutputStream(bytes));
    return input(bytes);
  }

  private static DataInputStream input(ByteArrayOutputStream bytes) {
    return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
  }
}
