package dev.faultline.cli.report.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.markup.Text;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.verdict.ThresholdResult;
import java.util.OptionalDouble;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class JunitReportPropertyTest {

  /** Markup, control characters and lone surrogates, much more often than by chance. */
  @Provide
  Arbitrary<String> words() {
    return Arbitraries.frequencyOf(
            Tuple.of(
                2, Arbitraries.of("<", ">", "&", "\"", "'", "]]>", "<!--", "\n", "\t", "&#0;")),
            Tuple.of(2, Arbitraries.strings().ascii().ofMaxLength(3)),
            Tuple.of(1, Arbitraries.strings().all().ofMaxLength(3)))
        .list()
        .ofMaxSize(12)
        .map(parts -> String.join("", parts));
  }

  @Property(tries = 200)
  void whateverAUserWritesIsReadAgain(@ForAll("words") String metric) {
    RunRecord run =
        new RunVariant()
            .brief()
            .thresholds(new ThresholdResult(metric, "x", OptionalDouble.of(1), true))
            .run();

    TestReport report = TestReport.parse(JunitReport.xml(run, RunFigures.of(run)));

    assertThat(report.attribute("//testcase[contains(@classname, 'thresholds')]", "name"))
        .isEqualTo(printable(metric + " x"));
  }

  private static String printable(String words) {
    StringBuilder printable = new StringBuilder();
    words
        .replaceAll("\\s+", " ")
        .codePoints()
        .forEach(point -> printable.appendCodePoint(Text.allowed(point) ? point : 0xFFFD));
    return printable.toString();
  }
}
