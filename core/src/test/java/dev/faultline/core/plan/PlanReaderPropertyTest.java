package dev.faultline.core.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.core.run.PlanSource;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Whatever a user writes, the answer is a plan or mistakes that can be found. */
class PlanReaderPropertyTest {

  private static final String DEMO = demo();
  private static final String[] FRAGMENTS = {
    ":",
    ": ",
    "- ",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    "\n",
    "\t",
    "#",
    "&a ",
    "*a",
    "<<: ",
    "!x ",
    "${",
    "}",
    "$",
    "${checkout}",
    "|",
    ">",
    "%",
    "@",
    "? ",
    "---\n",
    "\u0000",
    "é",
    "😀",
    "0",
    "-1",
    "null",
    "~",
    "p(",
    "))",
    "1e999",
    "s",
    "99999999999999999999"
  };

  @Property(tries = 1000, edgeCases = EdgeCasesMode.NONE)
  void damagedPlansGiveMistakesThatCanBeFound(@ForAll long seed) {
    Random random = new Random(seed);
    StringBuilder text = new StringBuilder(DEMO);
    for (int edits = random.nextInt(1, 5); edits > 0; edits--) {
      int at = random.nextInt(text.length());
      int end = Math.min(text.length(), at + random.nextInt(8));
      text.replace(
          at, end, random.nextBoolean() ? "" : FRAGMENTS[random.nextInt(FRAGMENTS.length)]);
    }
    assertSensible(text.toString());
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void plansWithMissingAndMixedUpLinesGiveMistakesThatCanBeFound(@ForAll long seed) {
    Random random = new Random(seed);
    List<String> lines = new ArrayList<>(DEMO.lines().toList());
    for (int edits = random.nextInt(1, 6); edits > 0; edits--) {
      String line = lines.remove(random.nextInt(lines.size()));
      if (random.nextBoolean()) {
        lines.add(random.nextInt(lines.size()), line);
      }
    }
    assertSensible(String.join("\n", lines));
  }

  private static void assertSensible(String yaml) {
    PlanOutcome outcome = PlanReader.read(new PlanSource("plan.yaml", yaml, Map.of()));
    if (outcome instanceof PlanOutcome.Invalid(List<PlanProblem> problems)) {
      long lines = yaml.chars().filter(c -> c == '\n').count() + 1;
      assertThat(problems)
          .isNotEmpty()
          .doesNotHaveDuplicates()
          .isSortedAccordingTo(
              Comparator.comparingInt(PlanProblem::line).thenComparingInt(PlanProblem::column))
          .allSatisfy(
              problem -> {
                assertThat(problem.line()).isBetween(1, (int) lines);
                assertThat(problem.column()).isPositive();
                assertThat(problem.problem()).isNotBlank().doesNotContain("\n");
                assertThat(problem.expected()).isNotBlank().doesNotContain("\n");
              });
    }
  }

  private static String demo() {
    try {
      return Files.readString(Path.of("../plans/demo.yaml"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
