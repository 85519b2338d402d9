package dev.faultline.generator.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.faultline.generator.LoadSettings;
import dev.faultline.generator.schedule.Idle;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.runtime.configuration.MemorySize;
import java.math.BigInteger;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeneratorConfigTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 8, 1000})
  void thereCanBeSoManyShardsAndThreads(int number) {
    assertThat(configured(number, OptionalInt.of(number)).load())
        .isEqualTo(new LoadSettings(number, number, Idle.HYBRID));
  }

  @Test
  void thereIsAThreadForEachProcessorAsFarAsThereAreShardsUnlessItIsSet() {
    assertThat(configured(1, OptionalInt.empty()).load().eventLoops()).isEqualTo(1);
    assertThat(configured(1000, OptionalInt.empty()).load().eventLoops())
        .isEqualTo(Runtime.getRuntime().availableProcessors());
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 1001})
  void otherNumbersAreRefusedWithTheNameOfTheSetting(int number) {
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> configured(number, OptionalInt.of(1)).load())
        .withMessage(
            "Set faultline.generator.shards (environment: FAULTLINE_GENERATOR_SHARDS) to a number"
                + " from 1 to 1000, not "
                + number);
    assertThatExceptionOfType(ConfigurationException.class)
        .isThrownBy(() -> configured(1, OptionalInt.of(number)).load())
        .withMessage(
            "Set faultline.generator.event-loops (environment: FAULTLINE_GENERATOR_EVENT_LOOPS) to"
                + " a number from 1 to 1000, not "
                + number);
  }

  private static GeneratorConfig configured(int shards, OptionalInt eventLoops) {
    return new GeneratorConfig() {
      @Override
      public MemorySize spillLimit() {
        return new MemorySize(BigInteger.TEN.pow(9));
      }

      @Override
      public int shards() {
        return shards;
      }

      @Override
      public OptionalInt eventLoops() {
        return eventLoops;
      }

      @Override
      public Idle idle() {
        return Idle.HYBRID;
      }
    };
  }
}
