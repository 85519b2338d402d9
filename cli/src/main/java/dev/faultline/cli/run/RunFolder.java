package dev.faultline.cli.run;

import dev.faultline.cli.process.ChildSpec;
import dev.faultline.core.run.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Where everything of one run lies: {@code runs/<runId>/}. */
record RunFolder(Path path) {

  static RunFolder of(Path out, RunId runId) {
    return new RunFolder(out.resolve(runId.toString()));
  }

  /** The folders of runs that were not ended in order, or are still on. */
  static List<RunFolder> locked(Path out) {
    if (!Files.isDirectory(out)) {
      return List.of();
    }
    try (Stream<Path> folders = Files.list(out)) {
      return folders
          .map(RunFolder::new)
          .filter(folder -> Files.isRegularFile(folder.lock()))
          .sorted((one, other) -> one.path.compareTo(other.path))
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look into " + out + ": " + e.getMessage(), e);
    }
  }

  String name() {
    return path.getFileName().toString();
  }

  Path lock() {
    return path.resolve("run.lock");
  }

  Path hold() {
    return path.resolve("run.hold");
  }

  Path eventsLog() {
    return path.resolve("events.log");
  }

  Path log() {
    return path.resolve("faultline.log");
  }

  Path childLog(ChildSpec child) {
    return path.resolve(child.name().replace(' ', '-') + ".log");
  }

  Path brokerLog() {
    return path.resolve("broker.log");
  }

  Path brokerData() {
    return path.resolve("broker-data");
  }

  Path state() {
    return path.resolve("state");
  }

  Path topics() {
    return path.resolve("topics");
  }

  Path summary() {
    return path.resolve("summary.json");
  }

  Path report() {
    return path.resolve("report.html");
  }
}
