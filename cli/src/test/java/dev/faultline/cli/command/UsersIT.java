package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.faultline.cli.process.FreePorts;
import dev.faultline.sample.Options;
import dev.faultline.sample.SampleTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan of concurrent users, as a pipeline would run it. */
@Tag("slow")
class UsersIT {

  private static final String PLAN = Path.of("..", "plans", "users.yaml").toString();
  private static final int USERS = 5;

  @TempDir private Path out;

  @Test
  void theTargetIsOfferedWhatItsUsersCanDo() throws Exception {
    Summary run = run("--set", "users=" + USERS, "--set", "duration=15s");

    assertThat(run.verdict()).as(run.output()).isEqualTo("PASS");
    assertThat(run.exitCode()).isZero();
    JsonNode totals = run.json().get("totals");
    assertThat(totals.get("dropped").asLong()).isZero();
    assertThat(totals.get("due").asLong()).isEqualTo(totals.get("completed").asLong());
    assertThat(totals.get("completeness").asDouble()).isEqualTo(1);
    double responseSeconds = run.json().at("/steps/0/responseTimeMillis/mean").asDouble() / 1e3;
    assertThat(totals.get("requests").asLong() * responseSeconds)
        .as("all users wait for an answer all the time, but for the histogram's rounding")
        .isBetween(0.99 * USERS * 15, 1.01 * USERS * run.json().at("/run/seconds").asDouble());
    assertThat(Files.readString(run.folder().resolve("report.html")))
        .contains("5 users for 15 s; at most 5 in flight, 5 connections");
  }

  private Summary run(String... parameters) throws IOException {
    List<Integer> free = new FreePorts(new Random()).find(2);
    Options target =
        Options.parse(
            "--checkout-port", free.get(0).toString(), "--payments-port", free.get(1).toString());
    StringWriter output = new StringWriter();
    try (SampleTarget _ = SampleTarget.start(target)) {
      int exitCode =
          Faultline.commandLine()
              .setOut(new PrintWriter(output, true))
              .setErr(new PrintWriter(output, true))
              .execute(arguments(free.getFirst(), parameters));
      return Summary.read(out, exitCode, output.toString());
    }
  }

  private String[] arguments(int port, String... parameters) {
    List<String> arguments = new ArrayList<>(List.of("run", PLAN));
    arguments.addAll(List.of("--out", out.toString()));
    arguments.addAll(List.of("--set", "target=http://127.0.0.1:" + port));
    arguments.addAll(List.of(parameters));
    return arguments.toArray(String[]::new);
  }
}
