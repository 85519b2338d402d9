package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.faultline.sample.Options;
import dev.faultline.sample.SampleTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
    try (SampleTarget target =
        SampleTarget.start(Options.parse("--checkout-port", "0", "--payments-port", "0"))) {
      Files.writeString(
          folder.resolve("watch.yaml"),
          plan().replace("http://127.0.0.1:18080", target.checkout().toString()));
      start();
      await()
          .atMost(PATIENCE)
          .until(() -> !faultline.isAlive() || SEVERAL_SECONDS.matcher(output()).find());
      assertThat(faultline.isAlive()).as(output()).isTrue();

      faultline.destroy();

      assertThat(faultline.waitFor(60, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(faultline.exitValue()).as(output()).isZero();
    JsonNode summary = summary();
    assertThat(summary.get("verdict").asText()).isEqualTo("PASS");
    assertThat(summary.get("reasons")).isEmpty();
  }

  private static String plan() throws IOException {
    Matcher plan = PLAN.matcher(Files.readString(PAGE));
    assertThat(plan.find()).isTrue();
    return plan.group(1).replace("every: 1m", "every: 1s");
  }

  private void start() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Dfaultline.home=..",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow",
            Faultline.class.getName(),
            "run",
            folder.resolve("watch.yaml").toString(),
            "--out",
            folder.resolve("runs").toString());
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    builder.redirectErrorStream(true).redirectOutput(folder.resolve("output").toFile());
    faultline = builder.start();
  }

  private JsonNode summary() throws IOException {
    try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
      Path run = runs.filter(Files::isDirectory).findFirst().orElseThrow();
      return JsonMapper.builder().build().readTree(run.resolve("summary.json").toFile());
    }
  }

  private String output() throws IOException {
    return Files.readString(folder.resolve("output"));
  }
}
