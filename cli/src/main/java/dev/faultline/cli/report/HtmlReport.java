package dev.faultline.cli.report;

import dev.faultline.cli.report.chart.Charts;
import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.markup.Element;
import dev.faultline.cli.report.markup.Verbatim;
import dev.faultline.cli.run.RunRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The page: self-contained, complete without its script (which only reads out what is under the
 * pointer), and well-formed XML, so that programs can read it too.
 */
final class HtmlReport {

  private HtmlReport() {}

  static String page(RunRecord run, RunFigures figures) {
    Element head =
        Element.of(
            "head",
            Element.of("meta").with("charset", "utf-8"),
            Element.of("meta")
                .with("name", "viewport")
                .with("content", "width=device-width, initial-scale=1"),
            Element.of("meta").with("name", "color-scheme").with("content", "light dark"),
            Element.of("title", Headline.of(run).word() + ": " + run.plan().name()),
            Element.of("style", new Verbatim(resource("report.css"))));
    Element body =
        Element.of(
            "body",
            Element.of(
                "main",
                Headline.of(run).element(run, figures),
                KeyFigures.element(run, figures),
                Charts.section(figures),
                RegressionSection.element(run, figures),
                FaultSection.element(figures),
                ThresholdSection.element(run, figures),
                StepSection.element(figures),
                LoadSection.element(run, figures),
                RunSection.element(run, figures)),
            Element.of("script", new Verbatim(resource("report.js"))));
    return "<!DOCTYPE html>\n" + Element.of("html", head, body).with("lang", "en") + "\n";
  }

  private static String resource(String name) {
    try (InputStream in = HtmlReport.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is not in the jar");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
