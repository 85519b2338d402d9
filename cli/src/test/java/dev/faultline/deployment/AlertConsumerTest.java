package dev.faultline.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * The example that consumes alerts passes its own tests, which read bytes that Faultline wrote.
 * That the rules it follows are right is what {@code TopicsDocumentationTest} shows.
 */
class AlertConsumerTest {

  private static final Path EXAMPLES = Path.of("..", "docs", "examples");

  /** How a process ended and all that it said. */
  private record Ended(int code, String output) {}

  @Test
  void withThePythonLibraryAlone() throws Exception {
    Ended tests = python("-m", "unittest", "discover", "--verbose");

    assertThat(tests.code()).as(tests.output()).isZero();
    assertThat(tests.output()).contains("Ran 6 tests");
  }

  @Test
  void alertsAreDecoded() throws Exception {
    Assumptions.assumeTrue(
        python("-c", "import fastavro").code() == 0,
        "python3 has no fastavro: pip install -r docs/examples/requirements.txt");
    Ended tests = python("-m", "unittest", "--verbose", "test_consume_regressions.Decoding");

    assertThat(tests.code()).as(tests.output()).isZero();
    assertThat(tests.output()).doesNotContain("skipped");
  }

  @Test
  void mistakesInTheArgumentsAreNamed() throws Exception {
    assertThat(python("consume_regressions.py").output()).contains("required: --bootstrap");
    assertThat(
            python("consume_regressions.py", "--bootstrap", "kafka:9092", "--property", "a")
                .output())
        .contains("'a' is not KEY=VALUE");
  }

  private static Ended python(String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of("python3", "-B"));
    command.addAll(List.of(arguments));
    Process process = start(command);
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError(command + " does not end:\n" + output);
    }
    return new Ended(process.exitValue(), output);
  }

  private static Process start(List<String> command) {
    try {
      return new ProcessBuilder(command)
          .directory(EXAMPLES.toFile())
          .redirectErrorStream(true)
          .start();
    } catch (IOException missing) {
      return Assumptions.abort("install python3 to test docs/examples");
    }
  }
}
