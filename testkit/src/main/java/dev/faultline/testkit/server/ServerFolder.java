package dev.faultline.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** What a server has written. */
final class ServerFolder {

  private static final int LOG_LINES = 40;

  private ServerFolder() {}

  static Path log(Path folder) {
    return folder.resolve("log");
  }

  /** The end of its log, for a message. */
  static String lastWords(Path folder) {
    try (Stream<String> lines =
        Files.lines(log(folder), java.nio.charset.StandardCharsets.ISO_8859_1)) {
      List<String> all = lines.toList();
      return String.join("\n", all.subList(Math.max(0, all.size() - LOG_LINES), all.size()));
    } catch (IOException e) {
      return "its log cannot be read: " + e.getMessage();
    }
  }

  /** Deletes it, and all in it; a file that goes by itself meanwhile is no problem. */
  static void remove(Path folder) {
    if (Files.notExists(folder)) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(each);
      }
    } catch (NoSuchFileException _) {
      remove(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
