package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.run.PlanSource;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Services read, from the text that is submitted to them, the plan that their user meant. */
class PlanFileTest {

  private static final Path PLANS = Path.of("..", "plans");

  private final StringWriter err = new StringWriter();

  @ParameterizedTest
  @ValueSource(strings = {"demo.yaml", "replay-traffic.yaml", "builder.yaml"})
  void whatIsSubmittedIsThePlanWithoutItsFiles(String name) {
    PlanFile here = read(name, Map.of(PlanSource.SPEEDUP, "60"));

    assertThat(PlanReader.read(here.source())).isEqualTo(new PlanOutcome.Valid(here.plan()));
  }

  @Test
  void aPlanWithoutFilesIsSubmittedAsItIsWritten() throws Exception {
    assertThat(read("demo.yaml", Map.of()).source().yaml())
        .isEqualTo(Files.readString(PLANS.resolve("demo.yaml")));
  }

  @Test
  void onlyTheNameOfAFileIsReplaced() throws Exception {
    List<String> written = Files.readAllLines(PLANS.resolve("replay-traffic.yaml"));
    List<String> submitted = read("replay-traffic.yaml", Map.of()).source().yaml().lines().toList();

    assertThat(submitted)
        .hasSameSizeAs(written)
        .contains(
            "        - trace: { points: [[0s, 12], [5m, 14], [10m, 19], [15m, 25], [20m, 38],"
                + " [25m, 52], [30m, 61], [35m, 70], [40m, 88], [45m, 95], [50m, 140], [55m, 90],"
                + " [1h, 84]] }");
    assertThat(submitted.stream().filter(line -> !written.contains(line))).hasSize(1);
  }

  private PlanFile read(String name, Map<String, String> parameters) {
    return PlanFile.read(PLANS.resolve(name), parameters, new PrintWriter(err, true)).orElseThrow();
  }
}
