package dev.faultline.cli.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;

/** What every command that conducts a run understands. */
final class RunOptions {

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = "Each run gets its own folder in here (default: ${DEFAULT-VALUE}).")
  Path out;

  @Option(names = "--quiet", description = "Shows nothing but the verdict.")
  boolean quiet;

  @Option(
      names = "--metrics-port",
      paramLabel = "PORT",
      defaultValue = "0",
      converter = PortConverter.class,
      description = "Loopback port of /metrics; 0 takes a free one (default).")
  int metricsPort;
}
