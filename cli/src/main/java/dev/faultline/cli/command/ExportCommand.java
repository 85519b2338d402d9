package dev.faultline.cli.command;

import dev.faultline.cli.export.ExportRefusedException;
import dev.faultline.cli.export.Format;
import dev.faultline.cli.export.HdrExport;
import dev.faultline.cli.export.Selection;
import dev.faultline.cli.replay.RecordedWindows;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code faultline export}: a run's latencies for HdrHistogram's tools. */
@Command(
    name = "export",
    description = {
      "Writes the response and service times of a recorded run as HdrHistogram's files: for each"
          + " step an interval log (.hlog, a histogram per second) and the percentiles of the"
          + " whole run (.hgrm).",
      "An earlier export of the same run is replaced; other files never are."
    },
    mixinStandardHelpOptions = true,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "  0:all files are written",
      "104:the recording or the arguments are wrong; no file was changed",
      "  1:internal error"
    })
final class ExportCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "RUN", description = "The run's folder, for example runs/<runId>.")
  private Path run;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "The folder for the files (default: 'hdr' in the run's folder).")
  private Path out;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      defaultValue = "hlog,hgrm",
      description = "Which files: hlog, hgrm (default: both).")
  private Set<Format> formats;

  @Option(
      names = "--scenario",
      paramLabel = "NAME",
      description = "Only this scenario; may be repeated.")
  private Set<String> scenarios = new HashSet<>();

  @Option(names = "--step", paramLabel = "NAME", description = "Only this step; may be repeated.")
  private Set<String> steps = new HashSet<>();

  @Override
  public Integer call() throws Exception {
    if (formats.isEmpty()) {
      throw new ParameterException(spec.commandLine(), "--format names none; expected hlog, hgrm");
    }
    Path folder = out == null ? run.resolve("hdr") : out;
    try (RecordedWindows windows = RecordedWindows.open(run)) {
      HdrExport.write(windows, folder, formats, new Selection(scenarios, steps))
          .lines()
          .forEach(spec.commandLine().getOut()::println);
      return ExitCode.PASS.number();
    } catch (ExportRefusedException e) {
      spec.commandLine().getErr().println(e.getMessage());
      return ExitCode.BAD_INPUT.number();
    }
  }
}
