package dev.faultline.generator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorConfigTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 1000})
  void aRunCanHaveSoManyShards(int shards) {
    assertThat(configured(shards).checkedShards()).isEqualTo(shards);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1001})
  void otherNumbersAreRefusedWithTheNameOfTheSetting(int shards) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> configured(shards).checkedShards())
        .withMessage(
            "Set faultline.generator.shards (environment: FAULTLINE_GENERATOR_SHARDS) to a number"
                + " from 1 to 1000, not "
                + shards);
  }

  private static GeneratorConfig configured(int shards) {
    return new GeneratorConfig() {
      @Override
      public MemorySize spillLimit() {
        return new MemorySize(BigInteger.TEN.pow(9));
      }

      @Override
      public int shards() {
        return shards;
      }
    };
  }
}
