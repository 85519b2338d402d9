package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The main job, end to end, with real processes and a real Kafka. */
@Tag("slow")
class DemoIT {

  @TempDir private Path out;

  @Test
  void findsExactlyWhatWasPlanted() throws Exception {
    Summary demo = demo("--quick");

    assertThat(demo.exitCode()).as(demo.output()).isZero();
    assertThat(demo.verdict()).isEqualTo("FAIL");
    assertThat(demo.attributions()).containsExactly("EXPLAINED by payments-latency", "UNEXPLAINED");
    JsonNode planted = demo.json().get("planted");
    assertThat(planted.get("found").asBoolean()).as(demo.output()).isTrue();
    assertThat(demo.output())
        .contains("The run found exactly what was planted")
        .contains("verdict FAIL: checkout-demo")
        .contains(demo.folder().resolve("report.html").toString())
        .doesNotContain("Exception");
    leavesOnlyItsResults(demo);
  }

  @Test
  void withoutTheSlowDownTheRunPasses() throws Exception {
    Summary demo = demo("--quick", "--no-slowdown", "--quiet");

    assertThat(demo.exitCode()).as(demo.output()).isZero();
    assertThat(demo.verdict()).isEqualTo("PASS");
    assertThat(demo.attributions()).containsExactly("EXPLAINED by payments-latency");
    assertThat(demo.output())
        .as("only the verdict block")
        .startsWith("\nverdict PASS")
        .doesNotContain("offered");
  }

  private static void leavesOnlyItsResults(Summary demo) {
    assertThat(demo.folder())
        .isDirectoryContaining("glob:**/summary.json")
        .isDirectoryContaining("glob:**/report.html")
        .isDirectoryContaining("glob:**/events.log")
        .isDirectoryContaining("glob:**/summary.md")
        .isDirectoryContaining("glob:**/junit.xml")
        .isDirectoryNotContaining("glob:**/{run.lock,broker-data,state}");
    assertThat(demo.folder().resolve("topics"))
        .isDirectoryContaining("glob:**/faultline.results.avro")
        .isDirectoryContaining("glob:**/faultline.verdicts.avro");
  }

  private Summary demo(String... options) throws Exception {
    System.setProperty("faultline.home", "..");
    return TrustedRun.of(out, folder -> demoIn(folder, options));
  }

  private static Summary demoIn(Path folder, String... options) throws IOException {
    StringWriter text = new StringWriter();
    String[] arguments = new String[options.length + 3];
    arguments[0] = "demo";
    arguments[1] = "--out";
    arguments[2] = folder.toString();
    System.arraycopy(options, 0, arguments, 3, options.length);
    int code =
        Faultline.commandLine()
            .setOut(new PrintWriter(text, true))
            .setErr(new PrintWriter(text, true))
            .execute(arguments);
    return Summary.read(folder, code, text.toString());
  }
}
