package dev.faultline.core.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RunIdTest {

  private final Random random = new Random(7);

  @Test
  void isAVersion7Uuid() {
    RunId id = RunId.create(() -> 1_700_000_000_000_000L, random);

    assertThat(id.value().version()).isEqualTo(7);
    assertThat(id.value().variant()).isEqualTo(2);
    assertThat(RunId.parse(id.toString())).isEqualTo(id);
  }

  @Property
  void laterIdsSortAfterEarlierOnes(
      @ForAll @LongRange(min = 0, max = 1L << 50) long micros,
      @ForAll @LongRange(min = 1_000, max = 1L << 40) long apart) {
    RunId earlier = RunId.create(() -> micros, random);
    RunId later = RunId.create(() -> micros + apart, random);

    assertThat(earlier).isLessThan(later);
    assertThat(earlier.toString()).isLessThan(later.toString());
  }
}
