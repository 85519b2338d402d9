package dev.faultline.cli.export;

import dev.faultline.aggregator.export.Heading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The folder that an export writes to. Its files appear together at the end; when the export fails
 * before, everything is as it was. Not thread-safe.
 */
final class ExportFolder implements AutoCloseable {

  private final Path path;
  private final boolean made;
  private final List<ExportFile> files = new ArrayList<>();

  private ExportFolder(Path path, boolean made) {
    this.path = path;
    this.made = made;
  }

  /** Makes it, if need be. */
  static ExportFolder open(Path path) throws ExportRefusedException {
    boolean made = Files.notExists(path);
    try {
      Files.createDirectories(path);
      return new ExportFolder(path, made);
    } catch (IOException e) {
      throw new ExportRefusedException(
          path, "the folder cannot be made (" + e + ")", "another --out");
    }
  }

  /** Begins a file in it. */
  ExportFile begin(String name, Heading heading) throws ExportRefusedException {
    ExportFile file = ExportFile.begin(path.resolve(name), heading);
    files.add(file);
    return file;
  }

  /**
   * Ends all files and gives them their names.
   *
   * @return their names
   * @throws IOException when one was not written to its end
   */
  List<Path> publish() throws IOException {
    for (ExportFile file : files) {
      file.finish();
    }
    for (ExportFile file : files) {
      file.publish();
    }
    return files.stream().map(ExportFile::path).toList();
  }

  /** Removes what was not published. */
  @Override
  public void close() throws IOException {
    for (ExportFile file : files) {
      file.close();
    }
    if (made && isEmpty()) {
      Files.delete(path);
    }
  }

  private boolean isEmpty() throws IOException {
    try (Stream<Path> contents = Files.list(path)) {
      return contents.findAny().isEmpty();
    }
  }
}
