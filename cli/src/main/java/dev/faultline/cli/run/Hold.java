package dev.faultline.cli.run;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The operating system's lock on a file, which ends with the process that has it, however that
 * ends. Containers and machines that share a folder see each other's, while a process's number
 * means nothing outside of its own. Not thread-safe.
 */
final class Hold implements AutoCloseable {

  private final Path file;
  private final FileChannel channel;

  private Hold(Path file, FileChannel channel) {
    this.file = file;
    this.channel = channel;
  }

  /**
   * Takes it, unless somebody has it.
   *
   * @throws IOException when there are no locks where the file is
   */
  static Optional<Hold> tryTake(Path file) throws IOException {
    FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    boolean taken = false;
    try {
      taken = channel.tryLock() != null;
    } catch (OverlappingFileLockException ofThisProcess) {
      // Held, as by any other.
    } finally {
      if (!taken) {
        channel.close();
      }
    }
    return taken ? Optional.of(new Hold(file, channel)) : Optional.empty();
  }

  /** Lets go, and removes the file. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    channel.close();
  }
}
