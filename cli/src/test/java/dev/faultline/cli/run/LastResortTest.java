package dev.faultline.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.chaos.guard.GuardLimits;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.run.PlanSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LastResortTest {

  private static final Path PLANS = Path.of("..", "plans");

  @Test
  void aProxyDiesWithTheProcess() throws IOException {
    assertThat(LastResort.of(request("demo.yaml", Optional.empty())))
        .isEqualTo(Map.of("payments-latency", "the proxy died with it"));
  }

  @Test
  void chaosMeshOutlivesTheProcess() throws IOException {
    assertThat(LastResort.of(request("chaos-mesh.yaml", Optional.empty())))
        .containsKeys("ml-inference-latency")
        .allSatisfy(
            (_, end) -> assertThat(end).isEqualTo("Chaos Mesh undoes it when its time is over"));
  }

  @Test
  void servicesElsewhereHealTheirOwn() throws IOException {
    assertThat(LastResort.of(request("demo.yaml", Optional.of("kafka:9092"))))
        .isEqualTo(Map.of("payments-latency", "it is up to the services to heal it"));
  }

  private static RunRequest request(String plan, Optional<String> bootstrap) throws IOException {
    PlanSource source = new PlanSource(plan, Files.readString(PLANS.resolve(plan)), Map.of());
    if (!(PlanReader.read(source) instanceof PlanOutcome.Valid(var valid))) {
      throw new IllegalStateException(plan + " is not valid");
    }
    return new RunRequest(
        valid, source, Path.of("runs"), bootstrap, 0, GuardLimits.defaults(), List.of());
  }
}
