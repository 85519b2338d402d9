package dev.faultline.cli.command;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.PlanFiles;
import dev.faultline.core.plan.PlanOutcome;
import dev.faultline.core.plan.PlanProblem;
import dev.faultline.core.plan.PlanReader;
import dev.faultline.core.plan.ThresholdsFile;
import dev.faultline.core.plan.UnreadableFileException;
import dev.faultline.core.run.PlanSource;
import dev.faultline.generator.ProtoFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A plan that was read from a user's file, with the text that services are to read again. */
record PlanFile(Plan plan, PlanSource source) {

  /**
   * Reads it, or prints all that is wrong with it, one problem a line.
   *
   * @return empty when something is wrong
   */
  static Optional<PlanFile> read(Path file, Map<String, String> parameters, PrintWriter err) {
    try {
      PlanSource source = new PlanSource(file.toString(), Files.readString(file), parameters);
      PlanFiles files = new PlanFiles(source.file(), new NamedFiles(), ProtoFiles.compiler());
      return switch (PlanReader.read(source, files)) {
        case PlanOutcome.Valid valid -> Optional.of(new PlanFile(valid.plan(), files.into(source)));
        case PlanOutcome.Invalid invalid -> rejected(invalid.problems(), err);
      };
    } catch (IOException e) {
      return unreadable(file, e, "the path of a readable plan", err);
    }
  }

  /**
   * Reads other thresholds for a plan, or prints all that is wrong with them.
   *
   * @return the plan with them; empty when something is wrong
   */
  static Optional<Plan> readThresholds(Path file, Plan plan, PrintWriter err) {
    try {
      return switch (ThresholdsFile.read(file.toString(), Files.readString(file), plan)) {
        case PlanOutcome.Valid valid -> Optional.of(valid.plan());
        case PlanOutcome.Invalid invalid -> rejected(invalid.problems(), err);
      };
    } catch (IOException e) {
      return unreadable(file, e, "the path of a readable file with thresholds", err);
    }
  }

  private static <T> Optional<T> unreadable(
      Path file, IOException e, String expected, PrintWriter err) {
    return rejected(
        List.of(new PlanProblem(file.toString(), 1, 1, whyUnreadable(e), expected)), err);
  }

  private static <T> Optional<T> rejected(List<PlanProblem> problems, PrintWriter err) {
    problems.forEach(err::println);
    return Optional.empty();
  }

  /** Files that the plan names. */
  private static final class NamedFiles implements PlanFiles.Reader {

    @Override
    public String text(Path file) throws UnreadableFileException {
      try {
        return Files.readString(file);
      } catch (IOException e) {
        throw new UnreadableFileException(whyUnreadable(e));
      }
    }

    @Override
    public byte[] bytes(Path file) throws UnreadableFileException {
      try {
        return Files.readAllBytes(file);
      } catch (IOException e) {
        throw new UnreadableFileException(whyUnreadable(e));
      }
    }
  }

  private static String whyUnreadable(IOException e) {
    return switch (e) {
      case NoSuchFileException _ -> "there is no such file";
      case MalformedInputException _ -> "the file is no UTF-8 text";
      default -> "the file cannot be read (" + e.getMessage() + ")";
    };
  }
}
