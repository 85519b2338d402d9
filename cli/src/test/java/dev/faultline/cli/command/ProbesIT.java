package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.faultline.sample.Options;
import dev.faultline.sample.SampleTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plan of docs/probes.md, once a second, until somebody ends it. */
@Tag("slow")
class ProbesIT {

  private static final Path PAGE = Path.of("../docs/probes.md");
  private static final Pattern PLAN =
      Pattern.compile("<!-- plan -->\n```yaml\n(.*?)```", Pattern.DOTALL);
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Seconds that the live view has told of. */
  private static final Pattern SEVERAL_SECONDS = Pattern.compile("(?m)^ 00:(0[6-9]|[1-5]\\d) ");

  @TempDir private Path folder;
  private Process faultline;

  @AfterEach
  void endFaultline() {
    if (faultline != null) {
      faultline.destroyForcibly();
    }
  }

  @Test
  void whoEndsARunWithoutAnEndIsToldItsVerdict() throws Exception {
    Summary summary = TrustedRun.of(folder, this::ended);

    assertThat(summary.exitCode()).as(summary.output()).isZero();
    assertThat(summary.verdict()).isEqualTo("PASS");
    assertThat(summary.json().get("reasons")).isEmpty();
  }

  /** A run that somebody ended after some seconds. */
  private Summary ended(Path attempt) throws Exception {
    Path runs = attempt.resolve("runs");
    try (SampleTarget target =
        SampleTarget.start(Options.parse("--checkout-port", "0", "--payments-port", "0"))) {
      Path plan = attempt.resolve("watch.yaml");
      Files.writeString(
          plan, plan().replace("http://127.0.0.1:18080", target.checkout().toString()));
      Path output = attempt.resolve("output");
      start(plan, runs, output);
      await()
          .atMost(PATIENCE)
          .until(
              () ->
                  !faultline.isAlive() || SEVERAL_SECONDS.matcher(Files.readString(output)).find());
      assertThat(faultline.isAlive()).as(Files.readString(output)).isTrue();

      faultline.destroy();

      assertThat(faultline.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return Summary.read(runs, faultline.exitValue(), Files.readString(output));
    }
  }

  private static String plan() throws IOException {
    Matcher plan = PLAN.matcher(Files.readString(PAGE));
    assertThat(plan.find()).isTrue();
    return plan.group(1).replace("every: 1m", "every: 1s");
  }

  private void start(Path plan, Path runs, Path output) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dfaultline.home=..",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            Faultline.class.getName(),
            "run",
            plan.toString(),
            "--out",
            runs.toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectErrorStream(true).redirectOutput(output.toFile());
    faultline = builder.start();
  }
}
