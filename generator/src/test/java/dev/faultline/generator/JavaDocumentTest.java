package dev.faultline.generator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.profile.Slice;
import dev.faultline.core.result.Outcome;
import dev.faultline.generator.ScenarioUnderTest.Result;
import dev.faultline.generator.driver.custom.Jars;
import dev.faultline.sample.Options;
import dev.faultline.sample.SampleTarget;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan of docs/java.md, with the example compiled and packed as the page says. */
class JavaDocumentTest {

  private static final Pattern PLAN =
      Pattern.compile("<!-- plan -->\n```yaml\n(.*?)```", Pattern.DOTALL);
  private static final int ITERATIONS = 3;

  @Test
  void theExampleHagglesWithTheShop(@TempDir Path folder) throws Exception {
    Path jar = Jars.of(Path.of("../docs/examples/custom-scenario"), folder);
    List<String> plans =
        PLAN.matcher(Files.readString(Path.of("../docs/java.md")))
            .results()
            .map(match -> match.group(1))
            .toList();
    assertThat(plans).hasSize(1);
    try (SampleTarget shop =
        SampleTarget.start(Options.parse("--checkout-port", "0", "--payments-port", "0"))) {
      String here =
          plans
              .getFirst()
              .replace("http://127.0.0.1:18080", shop.checkout().toString())
              .replace("jar: haggle.jar", "jar: '%s'".formatted(jar));
      try (ScenarioUnderTest scenario =
          new ScenarioUnderTest(ScenarioUnderTest.plan(here), Slice.WHOLE)) {
        for (int i = 0; i < ITERATIONS; i++) {
          scenario.iterate();
        }
        assertThat(scenario.results()).extracting(Result::step).containsOnly("haggle").hasSize(3);
        assertThat(scenario.results())
            .extracting(result -> result.outcome() + result.measurement().error())
            .containsOnly(Outcome.OK.toString());
      }
    }
  }
}
