package dev.faultline.cli.report;

import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.markup.Element;
import dev.faultline.cli.run.Planted;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.regression.Attribution;
import dev.faultline.core.verdict.RunVerdict;
import java.util.List;
import java.util.Locale;

/**
 * The answer of the run, and why.
 *
 * @param word the verdict, or NO VERDICT
 * @param sign the same without words
 */
record Headline(String word, String sign) {

  static Headline of(RunRecord run) {
    return run.verdict()
        .map(RunVerdict::verdict)
        .map(
            verdict ->
                switch (verdict) {
                  case PASS -> new Headline("PASS", "✓");
                  case FAIL -> new Headline("FAIL", "✕");
                  case INCONCLUSIVE -> new Headline("INCONCLUSIVE", "?");
                })
        .orElse(new Headline("NO VERDICT", "?"));
  }

  Element element(RunRecord run, RunFigures figures) {
    List<String> why = reasons(run, figures);
    Element header =
        Element.of(
                "header",
                Element.of("p", "Faultline · " + run.plan().name()).styled("plan"),
                Element.of(
                    "h1",
                    Element.of("span", sign).styled("sign").with("aria-hidden", "true"),
                    Element.of("span", word)))
            .styled("verdict " + word.toLowerCase(Locale.ROOT).replace(' ', '-'));
    if (why.size() == 1) {
      header.add(Element.of("p", why.getFirst()).styled("why"));
    } else {
      header.add(
          Element.of("ul")
              .styled("why")
              .add(why.stream().map(reason -> Element.of("li", reason)).toList()));
    }
    if (run.verdict().map(RunVerdict::aborted).orElse(false)) {
      header.add(Element.of("p", "The run was ended early; what was measured until then stands."));
    }
    run.cautions().forEach(caution -> header.add(Element.of("p", "Caution: " + caution + ".")));
    run.planted().map(Planted::sentence).ifPresent(s -> header.add(planted(s)));
    return header;
  }

  private static Element planted(String sentence) {
    return Element.of("p", Element.of("b", "Demo: "), Element.of("span", sentence))
        .styled("planted");
  }

  static List<String> reasons(RunRecord run, RunFigures figures) {
    List<String> told =
        run.verdict().map(RunVerdict::reasons).orElseGet(() -> run.unfinished().stream().toList());
    return told.isEmpty() ? List.of(allGood(run, figures)) : told;
  }

  private static String allGood(RunRecord run, RunFigures figures) {
    String thresholds = run.plan().thresholds().isEmpty() ? "" : "Every threshold held. ";
    boolean explained =
        figures.regressions().stream()
            .anyMatch(event -> event.explanation().attribution() == Attribution.EXPLAINED);
    return thresholds
        + (explained
            ? "The injected faults explain every degradation."
            : "No degradation was found.");
  }
}
