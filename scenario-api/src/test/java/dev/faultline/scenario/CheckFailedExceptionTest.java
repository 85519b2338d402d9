package dev.faultline.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CheckFailedExceptionTest {

  @Test
  void itHasAReason() {
    assertThat(new CheckFailedException("wrong-total").reason()).isEqualTo("wrong-total");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "Wrong total", "order 17", "-x"})
  void aReasonIsAShortStableWord(String text) {
    assertThatThrownBy(() -> new CheckFailedException(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + text + "'");
  }
}
