package dev.faultline.chaos.driver.chaosmesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.run.RunId;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnershipTest {

  private static final String LONGEST = "Long.name_with-a-".repeat(6).substring(0, 100);

  @ParameterizedTest
  @ValueSource(strings = {"slow", "Slow_Payments.1", "ends-with-", "a", "0---"})
  void namesAndLabelsAreOfTheFormThatKubernetesWants(String fault) {
    assertForm(fault);
    assertForm(LONGEST);
  }

  @Test
  void theSameFaultOfTheSameRunHasTheSameName() {
    assertThat(owner("slow").name()).isEqualTo(owner("slow").name());
    assertThat(owner("slow").name()).startsWith("faultline-slow-");
  }

  @Test
  void othersHaveOtherNamesAlsoWhereOnlyTheirEndsDiffer() {
    assertThat(owner(LONGEST + "x").name()).isNotEqualTo(owner(LONGEST + "y").name());
    assertThat(owner(LONGEST + "x").labels()).isNotEqualTo(owner(LONGEST + "y").labels());
    assertThat(owner("a.b").name()).isNotEqualTo(owner("a_b").name());
    assertThat(new Ownership(new RunId(new UUID(7, 8)), "slow").name())
        .isNotEqualTo(owner("slow").name());
  }

  private static void assertForm(String fault) {
    assertThat(owner(fault).name()).matches("[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?");
    assertThat(owner(fault).labels().values())
        .allSatisfy(value -> assertThat(value).matches("[A-Za-z0-9]([-\\w.]{0,61}[A-Za-z0-9])?"));
  }

  private static Ownership owner(String fault) {
    return new Ownership(Faults.RUN, fault);
  }
}
