package dev.faultline.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** What Prometheus' own tool says about its configuration, the rules and their tests. */
@EnabledIf(value = Installed.PROMETHEUS, disabledReason = Installed.HOW_TO)
class AlertRulesIT {

  @Test
  void theConfigurationAndTheRulesAreValid() throws Exception {
    String config = AlertRules.FOLDER.resolve("prometheus.yml").toString();

    assertThat(promtool("check", "config", config)).contains("1 rule files found");
  }

  @Test
  void everyAlertFiresWhenItShouldAndOnlyThen() throws Exception {
    List<String> arguments = new ArrayList<>(List.of("test", "rules"));
    List<String> tests = AlertRules.files("tests").stream().map(Path::toString).toList();
    arguments.addAll(tests);

    assertThat(promtool(arguments.toArray(String[]::new)).split("SUCCESS", -1))
        .hasSize(tests.size() + 1);
  }

  private static String promtool(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(Installed.file("promtool").toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output;
    try (var reader = process.inputReader()) {
      output = String.join("\n", reader.lines().toList());
    }
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
