package dev.faultline.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.profile.LoadProfile;
import dev.faultline.core.profile.Stage;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LimitShardsTest {

  @Test
  void aPlanIsCutIntoAsManyShardsAsAreWanted() {
    assertThat(plan(scenario(1000, 256)).shards(8)).isEqualTo(8);
    assertThat(plan(scenario(1000, 256)).shards(1)).isEqualTo(1);
  }

  @Test
  void noShardIsWithoutAPlaceOfALimit() {
    assertThat(plan(scenario(1000, 256), scenario(5, 100)).shards(8)).isEqualTo(5);
    assertThat(plan(scenario(1000, 3), scenario(5, 100)).shards(8)).isEqualTo(3);
  }

  private static Plan plan(Scenario... scenarios) {
    return new Plan(
        "shop", List.of(), List.of(), Arrays.asList(scenarios), List.of(), List.of(), 0.01);
  }

  private static Scenario scenario(int maxInFlight, int maxConnections) {
    return new Scenario(
        "checkout",
        "shop",
        new LoadProfile.Open(List.of(new Stage.Constant(1, Duration.ofSeconds(1)))),
        List.of(),
        maxInFlight,
        maxConnections);
  }
}
