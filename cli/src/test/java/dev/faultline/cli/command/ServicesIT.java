package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.cli.broker.EmbeddedBroker;
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

/** The same plan, once by four services against one broker, once in one process. */
@Tag("slow")
class ServicesIT {

  private static final List<String> MODULES =
      List.of("generator", "chaos-injector", "aggregator", "regression-detector");
  private static final Path PLAN = Path.of("src", "test", "resources", "plans", "short.yaml");

  @TempDir private Path folder;

  private final FreePorts ports = new FreePorts(new Random());

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
    List<ServiceProcess> services = new ArrayList<>();
    try (EmbeddedBroker broker =
        EmbeddedBroker.start(logs.resolve("kafka"), logs.resolve("kafka.log"), ports)) {
      try {
        List<Integer> free = ports.find(MODULES.size());
        for (int i = 0; i < MODULES.size(); i++) {
          services.add(ServiceProcess.start(MODULES.get(i), free.get(i), broker.bootstrap(), logs));
        }
        services.forEach(ServiceProcess::awaitReady);
        Summary summary = run("--bootstrap", broker.bootstrap());
        for (ServiceProcess service : services) {
          assertThat(service.get("/metrics"))
              .as("metrics of " + service.module())
              .contains("# TYPE faultline_");
          assertThat(service.get("/q/health/live")).contains("\"UP\"");
        }
        return summary;
      } finally {
        services.forEach(ServiceProcess::close);
      }
    }
  }

  private Summary run(String... options) throws IOException {
    Path out = Files.createTempDirectory(folder, "runs");
    List<Integer> free = ports.find(3);
    String checkout = "http://127.0.0.1:" + free.get(0);
    String payments = "127.0.0.1:" + free.get(1);
    String proxy = "127.0.0.1:" + free.get(2);
    Options target =
        Options.parse(
            "--checkout-port", free.get(0).toString(),
            "--payments-port", free.get(1).toString(),
            "--payments-url", "http://" + proxy);
    List<String> arguments = new ArrayList<>(List.of("run", PLAN.toString()));
    arguments.addAll(List.of("--out", out.toString()));
    arguments.addAll(List.of("--set", "checkout=" + checkout));
    arguments.addAll(List.of("--set", "payments=" + payments));
    arguments.addAll(List.of("--set", "payments_proxy=" + proxy));
    arguments.addAll(List.of(options));
    StringWriter output = new StringWriter();
    try (SampleTarget _ = SampleTarget.start(target)) {
      int exitCode =
          Faultline.commandLine()
              .setOut(new PrintWriter(output, true))
              .setErr(new PrintWriter(output, true))
              .execute(arguments.toArray(String[]::new));
      return Summary.read(out, exitCode, output.toString());
    }
  }
}
