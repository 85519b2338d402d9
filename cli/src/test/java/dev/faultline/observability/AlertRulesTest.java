package dev.faultline.observability;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each alert asks for what exists, says what to do, and is tested both ways. */
class AlertRulesTest {

  static List<Map<?, ?>> alerts() throws IOException {
    return AlertRules.all();
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void asksOnlyForMetricsThatExist(Map<?, ?> alert) throws IOException {
    Set<String> documented = new DocumentedMetrics().all().keySet();

    assertThat(new PromQl(text(alert, "expr")).metrics())
        .isNotEmpty()
        .allMatch(metric -> metric.equals("up") || documented.contains(metric));
  }

  @ParameterizedTest
  @MethodSource("alerts")
  void saysWhatItMeansAndWhatToDo(Map<?, ?> alert) {
    assertThat(text(alert, "alert")).startsWith("Faultline");
    assertThat((Map<?, ?>) alert.get("labels")).hasSize(1);
    assertThat(text((Map<?, ?>) alert.get("labels"), "severity")).isIn("page", "ticket");
    Map<?, ?> annotations = (Map<?, ?>) alert.get("annotations");
    assertThat(text(annotations, "summary")).isNotBlank();
    assertThat(text(annotations, "description")).endsWith(".");
    assertThat(text(annotations, "action")).endsWith(".");
  }

  @Test
  void everyAlertIsTestedToFireAndNotToFire() throws IOException {
    List<String> firing = new ArrayList<>();
    List<String> silent = new ArrayList<>();
    for (Path file : AlertRules.files("tests")) {
      for (Map<?, ?> test : AlertRules.maps(AlertRules.read(file), "tests")) {
        for (Map<?, ?> question : AlertRules.maps(test, "promql_expr_test")) {
          (question.containsKey("exp_samples") ? firing : silent).add(text(question, "expr"));
        }
      }
    }

    assertThat(AlertRules.all())
        .isNotEmpty()
        .allSatisfy(
            alert -> {
              String name = '"' + text(alert, "alert") + '"';
              assertThat(firing).anyMatch(expression -> expression.contains(name));
              assertThat(silent).anyMatch(expression -> expression.contains(name));
            });
  }

  private static String text(Map<?, ?> map, String key) {
    return map.get(key) instanceof String text ? text : "";
  }
}
