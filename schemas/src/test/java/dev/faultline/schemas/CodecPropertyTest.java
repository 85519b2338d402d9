package dev.faultline.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.resource.ResourceRecord;
import dev.faultline.core.result.ResultRecord;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.ShardEvent;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.schemas.Examples.Example;
import dev.faultline.schemas.deadletter.DeadLetter;
import java.util.Arrays;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class CodecPropertyTest {

  @Provide
  Arbitrary<Example<?>> records() {
    return Arbitraries.oneOf(
        on(Topics.RUNS, RunEvent.class),
        on(Topics.SHARDS, ShardEvent.class),
        on(Topics.RESULTS, ResultRecord.class),
        on(Topics.FAULTS, FaultRecord.class),
        on(Topics.RESOURCES, ResourceRecord.class),
        on(Topics.WINDOWS, WindowRecord.class),
        on(Topics.REGRESSIONS, RegressionEvent.class),
        on(Topics.VERDICTS, RunVerdict.class),
        on(Topics.DEAD_LETTERS, DeadLetter.class));
  }

  @Property(tries = 500)
  void whatIsWrittenIsReadBack(@ForAll("records") Example<?> example) {
    assertThat((Object) example.topic().codec().decode(example.encode()))
        .isEqualTo(example.value());
  }

  @Property(tries = 500)
  void equalRecordsGiveEqualBytes(@ForAll("records") Example<?> example) {
    byte[] bytes = example.encode();

    assertThat(example.encode()).isEqualTo(bytes);
    assertThat(copy(example).encode()).isEqualTo(bytes);
  }

  @Property(tries = 500)
  void aRecordThatIsCutOffIsRefused(
      @ForAll("records") Example<?> example, @ForAll @IntRange(min = 1, max = 200) int missing) {
    byte[] bytes = example.encode();
    byte[] cut = Arrays.copyOf(bytes, Math.max(0, bytes.length - missing));

    assertThatExceptionOfType(UndecodableException.class)
        .isThrownBy(() -> example.topic().codec().decode(cut));
  }

  private static <T> Arbitrary<Example<?>> on(Topic<T> topic, Class<T> type) {
    return ArbitraryRecords.of(type).map(value -> new Example<>(topic, value));
  }

  /** An equal record that is another object all the way down. */
  private static <T> Example<T> copy(Example<T> example) {
    return new Example<>(example.topic(), example.topic().codec().decode(example.encode()));
  }
}
