package dev.faultline.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** A {@code ./faultline} command as a document or a workflow names it. */
public record NamedCommand(List<String> arguments) {

  public NamedCommand {
    arguments = List.copyOf(arguments);
  }

  /**
   * Parses it the way the product does, without executing anything.
   *
   * @throws CommandLine.ParameterException when the product would not understand it
   */
  public ParseResult parse() {
    return Faultline.commandLine().parseArgs(arguments.toArray(String[]::new));
  }

  /** The plan that it reads. */
  public Optional<Path> plan() {
    return Optional.ofNullable(parse().subcommand())
        .filter(command -> !command.matchedPositionals().isEmpty())
        .map(command -> command.matchedPositionals().getFirst().getValue());
  }

  /** The plan's parameters that it sets. */
  public Map<String, String> parameters() {
    OptionSpec set = parse().subcommand().matchedOption("--set");
    return set == null ? Map.of() : set.getValue();
  }
}
