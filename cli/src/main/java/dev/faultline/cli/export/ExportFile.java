package dev.faultline.cli.export;

import dev.faultline.aggregator.export.Heading;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;

/**
 * A file that appears under its name when all of it is written, and not at all when something went
 * wrong before. It replaces nothing but an earlier export of the same. Not thread-safe.
 */
final class ExportFile implements AutoCloseable {

  private final Path path;
  private final Path unfinished;
  private final PrintStream out;

  private ExportFile(Path path, Path unfinished, PrintStream out) {
    this.path = path;
    this.unfinished = unfinished;
    this.out = out;
  }

  /**
   * Begins to write it.
   *
   * @param heading what its first line will be
   * @throws ExportRefusedException when there is another file of that name, or none can be made
   */
  static ExportFile begin(Path path, Heading heading) throws ExportRefusedException {
    Path unfinished = path.resolveSibling(path.getFileName() + ".part");
    try {
      if (Files.exists(path) && !isEarlier(path, heading)) {
        throw new ExportRefusedException(
            path, "there is such a file, and it is no earlier export of this run", "another --out");
      }
      return new ExportFile(
          path,
          unfinished,
          new PrintStream(
              new BufferedOutputStream(Files.newOutputStream(unfinished)),
              false,
              StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new ExportRefusedException(path, "it cannot be written (" + e + ")", "another --out");
    }
  }

  Path path() {
    return path;
  }

  PrintStream out() {
    return out;
  }

  /** Ends the writing; the file is not yet there. */
  void finish() throws IOException {
    out.close();
    if (out.checkError()) {
      throw new IOException(path + " could not be written to its end");
    }
  }

  /** Gives it its name. */
  void publish() throws IOException {
    Files.move(unfinished, path, StandardCopyOption.REPLACE_EXISTING);
  }

  /** Removes what was not published. */
  @Override
  public void close() throws IOException {
    out.close();
    Files.deleteIfExists(unfinished);
  }

  private static boolean isEarlier(Path path, Heading heading) throws IOException {
    byte[] line = (heading + "\n").getBytes(StandardCharsets.UTF_8);
    if (!Files.isRegularFile(path)) {
      return false;
    }
    try (InputStream in = Files.newInputStream(path)) {
      return Arrays.equals(in.readNBytes(line.length), line);
    }
  }
}
