package dev.faultline.generator.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.run.RunId;
import dev.faultline.generator.scenario.Measurement;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ShardRecorderTest {

  private final ResultBuffer buffer = new ResultBuffer(16);
  private final ShardRecorder recorder =
      new ShardRecorder(new ShardId(new RunId(new UUID(7, 7)), 0, 1, 0), buffer, () -> 0);

  @Test
  void whatCompletedIsNeverBeforeAWatermarkThatWasTold() {
    recorder.measured("buy", "order", 900, completedAt(990));
    recorder.progress(1_000, false, List.of(), 0);
    recorder.measured("buy", "order", 900, completedAt(995));
    recorder.measured("buy", "order", 900, completedAt(1_010));

    assertThat(completion()).isEqualTo(990);
    buffer.poll();
    assertThat(completion()).isEqualTo(1_000);
    assertThat(completion()).isEqualTo(1_010);
  }

  private static Measurement completedAt(long micros) {
    return new Measurement(950, micros, Outcome.OK, 200, "", 10, 10);
  }

  private long completion() {
    RequestResult result = (RequestResult) buffer.poll();
    return result.intendedStartMicros() + result.sendDelayMicros() + result.serviceTimeMicros();
  }
}
