package dev.faultline.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class FieldDifferenceTest {

  /** Public, for the accessors of what is compared are. */
  public record Inner(String name, OptionalLong endMicros) {}

  /** As {@link Inner}. */
  public record Outer(long atMicros, List<Inner> inner, Map<String, Long> counts, double share) {}

  private static final Outer ONE =
      new Outer(
          1_800_000_000_000_000L,
          List.of(new Inner("a", OptionalLong.empty())),
          Map.of("ok", 1L),
          0.5);

  @Test
  void equalValuesHaveNone() {
    assertThat(FieldDifference.between(ONE, ONE)).isEmpty();
  }

  @Test
  void eachFieldIsNamedByItsPath() {
    Outer other =
        new Outer(
            1_800_000_001_000_000L,
            List.of(new Inner("b", OptionalLong.of(7)), new Inner("c", OptionalLong.empty())),
            Map.of("ok", 1L, "error", 2L),
            0.25);

    assertThat(FieldDifference.between(ONE, other))
        .containsExactly(
            new FieldDifference("atMicros", "2027-01-15T08:00:00Z", "2027-01-15T08:00:01Z"),
            new FieldDifference("inner[1].name", "'a'", "'b'"),
            new FieldDifference("inner[1].endMicros", "nothing", "7"),
            new FieldDifference(
                "inner[2]", "nothing", "Inner[name=c, endMicros=OptionalLong.empty]"),
            new FieldDifference("counts.error", "nothing", "2"),
            new FieldDifference("share", "0.5", "0.25"));
  }

  @Test
  void valuesOfDifferentKindsDifferAsAWhole() {
    assertThat(FieldDifference.between(Optional.of(1), Optional.empty()))
        .containsExactly(new FieldDifference("", "1", "nothing"));
  }
}
