package dev.faultline.core.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlanSourceTest {

  @Test
  void isTheSameWhateverTheOrderOfItsParameters() {
    Map<String, String> parameters = new HashMap<>(Map.of("b", "2", "a", "1", "c", "3"));
    PlanSource source = new PlanSource("plan.yaml", "name: x", parameters);
    parameters.put("a", "changed");

    assertThat(source.parameters())
        .containsExactly(Map.entry("a", "1"), Map.entry("b", "2"), Map.entry("c", "3"));
    assertThat(source)
        .isEqualTo(new PlanSource("plan.yaml", "name: x", Map.of("c", "3", "b", "2", "a", "1")));
    assertThatThrownBy(() -> source.parameters().put("d", "4"))
        .isInstanceOf(UnsupportedOperationException.class);
  }
}
