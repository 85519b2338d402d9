package dev.faultline.generator.driver.grpc;

import com.squareup.wire.schema.CoreLoader;
import com.squareup.wire.schema.Location;
import com.squareup.wire.schema.ProtoFile;
import com.squareup.wire.schema.internal.parser.ProtoFileElement;
import com.squareup.wire.schema.internal.parser.ProtoParser;
import dev.faultline.core.plan.UnreadableFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds {@code .proto} files together with all that they import. An import is looked for in the
 * plan's folder, and in the folders on the way from there to each file that the plan names.
 *
 * @param named by the plan
 * @param folders in which imports are looked for, in that order
 */
record ProtoFolders(List<Path> named, List<Path> folders) {

  /** Those that come with the compiler. */
  private static final String CORE = "google/protobuf/";

  private static final int MAX_FILES = 10_000;

  /**
   * @param folder the plan's
   */
  static ProtoFolders around(List<Path> named, Path folder) {
    Path home = clean(folder);
    Set<Path> folders = new LinkedHashSet<>();
    folders.add(home);
    List<Path> files = named.stream().map(ProtoFolders::clean).toList();
    for (Path file : files) {
      Path next = file.getParent();
      folders.add(next);
      while (next != null && next.startsWith(home)) {
        folders.add(next);
        next = next.getParent();
      }
    }
    return new ProtoFolders(files, List.copyOf(folders));
  }

  private static Path clean(Path path) {
    return path.toAbsolutePath().normalize();
  }

  /**
   * All of them, by the names by which others import them.
   *
   * @throws UnreadableFileException when one is missing or no protobuf
   */
  Map<String, ProtoFile> files() throws UnreadableFileException {
    Map<Path, String> imported = new LinkedHashMap<>();
    Map<Path, String> texts = new LinkedHashMap<>();
    Set<String> core = new LinkedHashSet<>();
    Deque<Path> next = new ArrayDeque<>(named);
    while (!next.isEmpty()) {
      Path file = next.remove();
      if (texts.containsKey(file)) {
        continue;
      }
      if (texts.size() == MAX_FILES) {
        throw new UnreadableFileException("they import more than %d files".formatted(MAX_FILES));
      }
      String text = text(file);
      texts.put(file, text);
      for (String name : imports(parsed(file.toString(), text))) {
        Optional<Path> found = find(name);
        if (found.isPresent()) {
          imported.putIfAbsent(found.get(), name);
          next.add(found.get());
        } else if (name.startsWith(CORE)) {
          core.add(name);
        } else {
          throw new UnreadableFileException(
              "%s imports %s, which is in none of %s".formatted(file, name, folders));
        }
      }
    }
    Map<String, ProtoFile> files = new LinkedHashMap<>();
    core.forEach(name -> files.put(name, CoreLoader.INSTANCE.load(name)));
    for (Map.Entry<Path, String> each : texts.entrySet()) {
      String name = imported.getOrDefault(each.getKey(), each.getKey().toString());
      files.put(name, ProtoFile.Companion.get(parsed(name, each.getValue())));
    }
    return files;
  }

  private Optional<Path> find(String name) {
    return folders.stream()
        .map(folder -> folder.resolve(name).normalize())
        .filter(Files::isRegularFile)
        .findFirst();
  }

  private static List<String> imports(ProtoFileElement file) {
    return Stream.of(file.getImports(), file.getPublicImports(), file.getWeakImports())
        .flatMap(List::stream)
        .toList();
  }

  private static ProtoFileElement parsed(String name, String text) throws UnreadableFileException {
    try {
      return ProtoParser.Companion.parse(Location.get(name), text);
    } catch (RuntimeException e) {
      throw new UnreadableFileException(String.valueOf(e.getMessage()));
    }
  }

  private static String text(Path file) throws UnreadableFileException {
    try {
      return Files.readString(file);
    } catch (IOException _) {
      throw new UnreadableFileException("there is no readable file " + file);
    }
  }
}
