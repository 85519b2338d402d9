package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.broker.EmbeddedBroker;
import dev.faultline.cli.process.FreePorts;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same plan, once by four services against one broker, once in one process; with Java in it.
 */
@Tag("slow")
class ServicesIT {

  private static final Path PLAN =
      Path.of("src", "test", "resources", "plans", "short-with-java.yaml");

  /** Twenty in each of fourteen seconds: more than it takes to know what is normal. */
  private static final int HAGGLES = 280;

  @TempDir private Path folder;

  private final FreePorts ports = new FreePorts(new Random());

  private Path jar;

  @BeforeEach
  void make() throws Exception {
    jar = ExampleJar.make(Files.createDirectory(folder.resolve("jar")));
  }

  @Test
  void fourServicesReachTheVerdictOfOneProcess() throws Exception {
    Summary apart = asServices();
    assertThat(replay(apart)).as("four partitions there, one here").contains("\nidentical: ");
    Summary together = run();

    assertThat(together.verdict()).as(together.output()).isEqualTo("PASS");
    assertThat(together.exitCode()).isZero();
    assertThat(together.attributions()).containsExactly("EXPLAINED by payments-latency");
    assertThat(apart.verdict()).as(apart.output()).isEqualTo(together.verdict());
    assertThat(apart.exitCode()).isEqualTo(together.exitCode());
    assertThat(apart.attributions()).isEqualTo(together.attributions());
    assertThat(List.of(together, apart))
        .allSatisfy(
            run ->
                assertThat(run.step("haggle").get("outcomes").get("OK").asInt())
                    .isEqualTo(HAGGLES));
  }

  private static String replay(Summary run) {
    StringWriter output = new StringWriter();
    Faultline.commandLine()
        .setOut(new PrintWriter(output, true))
        .setErr(new PrintWriter(output, true))
        .execute("replay", run.folder().toString());
    return output.toString();
  }

  private Summary asServices() throws Exception {
    Path logs = Files.createDirectories(folder.resolve("services"));
    try (EmbeddedBroker broker =
            EmbeddedBroker.start(logs.resolve("kafka"), logs.resolve("kafka.log"), ports);
        Services services = Services.start(broker.bootstrap(), logs, ports)) {
      Summary summary = run("--bootstrap", broker.bootstrap());
      services.haveDocumentedMetricsAndAreAlive();
      return summary;
    }
  }

  private Summary run(String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of("--set", "jar=" + jar));
    all.addAll(List.of(options));
    return TrustedRun.of(
        Files.createTempDirectory(folder, "runs"),
        runs -> ShortRun.run(PLAN, runs, ports, all.toArray(String[]::new)));
  }
}
