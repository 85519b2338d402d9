package dev.faultline.cli.command;

import dev.faultline.cli.replay.BadRecordingException;
import dev.faultline.cli.run.RunFailedException;
import dev.faultline.cli.run.StoppedException;
import dev.faultline.cli.run.UnreachableException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code faultline} command. */
@Command(
    name = "faultline",
    description = "Puts load on a system, breaks it on purpose, and explains what happened.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:PASS",
      " 99:FAIL: a threshold was not met, or a regression is not explained by a fault",
      "  3:INCONCLUSIVE: the load was invalid, data is missing, or there is no verdict",
      "104:the plan or the arguments are wrong; nothing was started",
      "105:ended by Ctrl-C; faults are healed and the report is written",
      "  1:internal error; the log says what"
    },
    subcommands = {
      DemoCommand.class,
      RunCommand.class,
      PlanCommand.class,
      AnalyzeCommand.class,
      ValidateCommand.class,
      SchemaCommand.class,
      ReplayCommand.class,
      ExportCommand.class,
      RunsCommand.class,
      SampleTargetCommand.class
    })
public final class Faultline implements Runnable {

  @Spec private CommandSpec spec;

  /**
   * Executes one command and ends the process with its exit code.
   *
   * @param args see {@code faultline --help}
   */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Faultline())
        .setExecutionExceptionHandler(Faultline::internalError)
        .setParameterExceptionHandler(Faultline::badArguments)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setAbbreviatedOptionsAllowed(false);
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "a command is missing");
  }

  private static int badArguments(ParameterException mistake, String[] args) {
    CommandLine command = mistake.getCommandLine();
    PrintWriter err = command.getErr();
    err.println(mistake.getMessage());
    err.println("try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.BAD_INPUT.number();
  }

  private static int internalError(
      Exception error, CommandLine command, CommandLine.ParseResult parsed) {
    PrintWriter err = command.getErr();
    return switch (error) {
      case UnreachableException _ -> say(err, error.getMessage(), ExitCode.INCONCLUSIVE);
      case BadRecordingException _ -> say(err, error.getMessage(), ExitCode.BAD_INPUT);
      case StoppedException _ -> say(err, error.getMessage(), ExitCode.ABORTED);
      case RunFailedException _ -> say(err, error.getMessage(), ExitCode.INTERNAL_ERROR);
      default -> say(err, "internal error: " + error, ExitCode.INTERNAL_ERROR);
    };
  }

  private static int say(PrintWriter err, String message, ExitCode code) {
    err.println(message);
    return code.number();
  }
}
