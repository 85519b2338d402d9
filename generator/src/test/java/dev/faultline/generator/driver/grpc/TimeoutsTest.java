package dev.faultline.generator.driver.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeoutsTest {

  @ParameterizedTest
  @CsvSource({
    "PT0.000001S, 1u",
    "PT0.25S, 250000u",
    "PT99.999999S, 99999999u",
    "PT100S, 100000m",
    "PT100000.0001S, 100001S",
    "PT27778H, 1666680M",
  })
  void areWrittenInTheSmallestUnitThatFits(Duration timeout, String written) {
    assertThat(Timeouts.onWire(timeout)).isEqualTo(written);
  }
}
