package dev.faultline.cli.command;

import dev.faultline.cli.run.RunList;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code faultline runs}: what was run, and what it came to. */
@Command(
    name = "runs",
    description = "Lists runs with their verdicts, the newest first.",
    mixinStandardHelpOptions = true)
final class RunsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "The folder that holds the runs (default: ${DEFAULT-VALUE}).")
  private Path out;

  @Override
  public Integer call() {
    PrintWriter console = spec.commandLine().getOut();
    List<RunList.Entry> runs = RunList.of(out);
    if (runs.isEmpty()) {
      console.println("no runs in " + out);
    } else {
      RunList.lines(runs).forEach(console::println);
    }
    return ExitCode.PASS.number();
  }
}
