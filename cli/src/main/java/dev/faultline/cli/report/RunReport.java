package dev.faultline.cli.report;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.faultline.cli.report.figures.RunFigures;
import dev.faultline.cli.report.junit.JunitReport;
import dev.faultline.cli.report.summary.RunSummary;
import dev.faultline.cli.run.RunRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What remains of a run for people and for scripts: {@code report.html}, one file that needs no
 * network, and {@code summary.json}; for CI {@code summary.md} and {@code junit.xml}. The same
 * record gives the same bytes.
 */
public final class RunReport {

  public static final String SUMMARY = "summary.json";
  public static final String PAGE = "report.html";
  public static final String MARKDOWN = "summary.md";
  public static final String JUNIT = "junit.xml";

  private static final ObjectWriter JSON =
      new ObjectMapper()
          .writer(
              new DefaultPrettyPrinter()
                  .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                  .withArrayIndenter(new DefaultIndenter("  ", "\n")));

  private RunReport() {}

  /**
   * Writes all files, replacing what is there.
   *
   * @param runDir the run's folder; created when missing
   * @param exitCode what the command exits with for this run
   * @throws IOException when they cannot be written
   */
  public static void write(Path runDir, RunRecord run, int exitCode) throws IOException {
    Files.createDirectories(runDir);
    RunFigures figures = RunFigures.of(run);
    Files.writeString(
        runDir.resolve(SUMMARY),
        JSON.writeValueAsString(RunSummary.of(run, figures, exitCode)) + "\n");
    Files.writeString(runDir.resolve(PAGE), HtmlReport.page(run, figures));
    Files.writeString(runDir.resolve(MARKDOWN), MarkdownReport.page(run, figures));
    Files.writeString(runDir.resolve(JUNIT), JunitReport.xml(run, figures));
  }
}
