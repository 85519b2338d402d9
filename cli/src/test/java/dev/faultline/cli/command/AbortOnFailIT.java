package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultline.cli.process.FreePorts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A run that a threshold ends long before its plan does. */
@Tag("slow")
class AbortOnFailIT {

  private static final Path PLAN = Path.of("src", "test", "resources", "plans", "impatient.yaml");
  private static final String CONDITION = "threshold http_req_duration{scenario:checkout}: med<300";

  @TempDir private Path out;

  @Test
  void theRunIsEndedFaultsAreHealedAndAReplayDecidesTheSame() throws Exception {
    Summary run =
        TrustedRun.of(out, folder -> ShortRun.run(PLAN, folder, new FreePorts(new Random())));

    assertThat(run.verdict()).as(run.output()).isEqualTo("FAIL");
    assertThat(run.exitCode()).isEqualTo(99);
    assertThat(run.output()).contains("ending early: " + CONDITION + " did not hold, it was ");
    assertThat(run.json().get("aborted").asBoolean()).isTrue();
    assertThat(run.json().at("/run/seconds").asDouble()).isLessThan(60);
    assertThat(run.json().at("/reasons/0").asText())
        .startsWith(CONDITION)
        .contains("and asked for the end of the run");
    JsonNode ended = run.json().at("/thresholds/1");
    assertThat(ended.get("held").asBoolean()).isFalse();
    assertThat(ended.get("abortedOffsetSeconds").asDouble()).isBetween(3.0, 30.0);
    assertThat(run.json().at("/thresholds/0/abortedAt").isNull()).isTrue();
    assertThat(run.json().at("/faults/0/phases").findValuesAsText("phase"))
        .contains("ACTIVE", "HEALED");
    assertThat(Files.readString(run.folder().resolve("report.html")))
        .contains("when it asked for the end of the run");

    StringWriter replayed = new StringWriter();
    assertThat(replay(run.folder(), replayed)).as(replayed.toString()).isZero();
    assertThat(replayed.toString()).contains("identical: ");
  }

  private static int replay(Path run, StringWriter output) {
    return Faultline.commandLine()
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(output, true))
        .execute("replay", run.toString());
  }
}
