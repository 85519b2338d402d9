package dev.faultline.core.plan;

import dev.faultline.core.run.PlanSource;
import dev.faultline.core.yaml.Span;
import dev.faultline.core.yaml.YamlNode;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The files that a plan names, and what takes their place in its text. A plan is read where its
 * user is, and then again by services on other machines, where those files are not: what is
 * submitted has to hold what was in them. Not thread-safe.
 */
public final class PlanFiles {

  private static final String SUBMITTED =
      "the file is not at hand, for a submitted plan holds what was in its files";

  private static final String NO_BYTES = "only texts can be read here";

  private final String plan;
  private final Reader reader;
  private final Compiler compiler;
  private final Map<Span, String> replacements =
      new TreeMap<>(Comparator.comparingInt(Span::begin).reversed());

  /** Reads a file. */
  @FunctionalInterface
  public interface Reader {

    /**
     * The file's text.
     *
     * @param file in the plan's folder, if the plan does not say otherwise
     */
    String text(Path file) throws UnreadableFileException;

    /** What is in a file that is no text. */
    default byte[] bytes(Path file) throws UnreadableFileException {
      throw new UnreadableFileException(NO_BYTES);
    }
  }

  /** Finds out which types {@code .proto} files define. */
  @FunctionalInterface
  public interface Compiler {

    /**
     * A {@code google.protobuf.FileDescriptorSet} of the files and all that they import.
     *
     * @param protos in the plan's folder, if the plan does not say otherwise
     * @param folder the plan's, in which imports are looked for first
     * @throws UnreadableFileException when one is missing or wrong; the message says where
     */
    byte[] descriptorSet(List<Path> protos, Path folder) throws UnreadableFileException;
  }

  /** For plans that name no {@code .proto} files. */
  public PlanFiles(String plan, Reader reader) {
    this(
        plan,
        reader,
        (_, _) -> {
          throw new UnreadableFileException(NO_BYTES);
        });
  }

  /**
   * @param plan the name of the plan's own file
   */
  public PlanFiles(String plan, Reader reader, Compiler compiler) {
    this.plan = plan;
    this.reader = reader;
    this.compiler = compiler;
  }

  /** For a plan that was submitted. */
  static PlanFiles none() {
    return new PlanFiles(
        "",
        new Reader() {
          @Override
          public String text(Path file) throws UnreadableFileException {
            throw new UnreadableFileException(SUBMITTED);
          }

          @Override
          public byte[] bytes(Path file) throws UnreadableFileException {
            throw new UnreadableFileException(SUBMITTED);
          }
        },
        (_, _) -> {
          throw new UnreadableFileException(SUBMITTED);
        });
  }

  /**
   * The plan's text without files, after it was read with these: each is replaced by what was in
   * it, and all else stays as it was written.
   */
  public PlanSource into(PlanSource source) {
    StringBuilder yaml = new StringBuilder(source.yaml());
    replacements.forEach(
        (span, text) -> {
          int begin = source.yaml().offsetByCodePoints(0, span.begin());
          int end = source.yaml().offsetByCodePoints(0, span.end());
          while (end > begin && Character.isWhitespace(source.yaml().charAt(end - 1))) {
            end--; // a block scalar ends with the begin of the next line
          }
          yaml.replace(begin, end, text);
        });
    return new PlanSource(source.file(), yaml.toString(), source.parameters());
  }

  String text(String name) throws UnreadableFileException {
    return reader.text(existing(name));
  }

  byte[] bytes(String name) throws UnreadableFileException {
    return reader.bytes(existing(name));
  }

  /** Of what the {@code .proto} files define. */
  byte[] descriptorSet(List<String> names) throws UnreadableFileException {
    List<Path> protos = new ArrayList<>();
    for (String name : names) {
      protos.add(existing(name));
    }
    return compiler.descriptorSet(protos, existing("."));
  }

  private Path existing(String name) throws UnreadableFileException {
    try {
      return path(name);
    } catch (InvalidPathException _) {
      throw new UnreadableFileException("that is no path");
    }
  }

  /** How messages call the file. */
  String place(String name) {
    return path(name).toString();
  }

  private Path path(String name) {
    return Path.of(plan).resolveSibling(name);
  }

  /** The entry that names a file may be written like that instead. */
  void replace(YamlNode entry, String key, String value) {
    replacements.put(entry.span(), key + ": " + value);
  }
}
