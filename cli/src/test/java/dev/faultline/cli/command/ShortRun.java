package dev.faultline.cli.command;

import dev.faultline.cli.process.FreePorts;
import dev.faultline.sample.Options;
import dev.faultline.sample.SampleTarget;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** {@code faultline run} of the tests' short plan, on a sample target of its own. */
final class ShortRun {

  private static final Path PLAN = Path.of("src", "test", "resources", "plans", "short.yaml");

  private ShortRun() {}

  /** Runs it to its end; the folder must be empty. */
  static Summary run(Path out, FreePorts ports, String... options) throws IOException {
    return run(PLAN, out, ports, options);
  }

  /** The same with another plan that has the same parameters. */
  static Summary run(Path plan, Path out, FreePorts ports, String... options) throws IOException {
    List<Integer> free = ports.find(3);
    String checkout = "http://127.0.0.1:" + free.get(0);
    String payments = "127.0.0.1:" + free.get(1);
    String proxy = "127.0.0.1:" + free.get(2);
    Options target =
        Options.parse(
            "--checkout-port", free.get(0).toString(),
            "--payments-port", free.get(1).toString(),
            "--payments-url", "http://" + proxy);
    List<String> arguments = new ArrayList<>(List.of("run", plan.toString()));
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
