package dev.faultline.cli.replay;

import dev.faultline.cli.process.FolderRemoval;
import dev.faultline.cli.process.ProcessIdentity;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The temporary folder that a replay works in, gone when it is over. Its name tells whose process
 * it is, so that the next replay can take away what a killed one left.
 */
record ReplayFolder(Path path) implements AutoCloseable {

  private static final String NAME = "faultline-replay-%d-%d-";
  private static final Pattern OURS =
      Pattern.compile("faultline-replay-(\\d{1,18})-(\\d{1,18})-\\d+");

  /** Makes one for this process, and removes those of dead ones. */
  static ReplayFolder create(Path parent) throws IOException {
    for (Path abandoned : abandoned(parent)) {
      try {
        FolderRemoval.remove(abandoned);
      } catch (UncheckedIOException e) {
        continue; // of another user, who will remove it
      }
    }
    ProcessIdentity self = ProcessIdentity.current();
    String prefix = NAME.formatted(self.pid(), self.started().toEpochMilli());
    return new ReplayFolder(Files.createTempDirectory(parent, prefix));
  }

  Path brokerData() {
    return path.resolve("broker-data");
  }

  Path brokerLog() {
    return path.resolve("broker.log");
  }

  Path state() {
    return path.resolve("state");
  }

  Path log() {
    return path.resolve("faultline.log");
  }

  @Override
  public void close() {
    FolderRemoval.remove(path);
  }

  private static List<Path> abandoned(Path parent) throws IOException {
    try (Stream<Path> all = Files.list(parent)) {
      return all.filter(ReplayFolder::isAbandoned).toList();
    }
  }

  private static boolean isAbandoned(Path folder) {
    Matcher name = OURS.matcher(folder.getFileName().toString());
    return name.matches()
        && new ProcessIdentity(
                Long.parseLong(name.group(1)), Instant.ofEpochMilli(Long.parseLong(name.group(2))))
            .running()
            .isEmpty();
  }
}
