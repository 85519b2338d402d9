package dev.faultline.generator.driver.custom;

import dev.faultline.scenario.CustomScenario;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Jars as users make them: compiled against the API and nothing else. */
public final class Jars {

  private static final String SERVICE = "META-INF/services/" + CustomScenario.class.getName();

  private Jars() {}

  /**
   * A jar of all that is in a folder of sources, as {@code custom.jar} in another.
   *
   * @param sources with {@code META-INF} beside packages
   */
  public static Path of(Path sources, Path folder) throws IOException {
    Path classes = Files.createDirectories(folder.resolve("classes"));
    compile(files(sources).filter(file -> file.toString().endsWith(".java")).toList(), classes);
    Path jar = folder.resolve("custom.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream packed = new JarOutputStream(out)) {
      pack(classes, packed);
      pack(sources.resolve("META-INF"), sources, packed);
    }
    return jar;
  }

  /** A jar of one class {@code custom.Custom}, of which this is what stands between its braces. */
  static Path ofBody(String body, Path folder) throws IOException {
    Path sources = folder.resolve("sources");
    Files.createDirectories(sources.resolve("custom"));
    Files.writeString(
        sources.resolve("custom/Custom.java"),
        """
        package custom;

        import dev.faultline.scenario.*;
        import java.nio.file.*;
        import java.util.Map;

        public final class Custom implements CustomScenario {
          @Override public String name() { return "custom"; }
          %s
        }
        """
            .formatted(body));
    Path service = Files.createDirectories(sources.resolve("META-INF/services"));
    Files.writeString(service.resolve(Path.of(SERVICE).getFileName()), "custom.Custom\n");
    return of(sources, folder);
  }

  private static void compile(List<Path> sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter problems = new StringWriter();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      boolean sound =
          compiler
              .getTask(
                  problems,
                  files,
                  null,
                  List.of("-d", classes.toString(), "-cp", api(), "-proc:none"),
                  null,
                  files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!sound) {
        throw new AssertionError(problems.toString());
      }
    }
  }

  private static String api() {
    try {
      return Path.of(
              CustomScenario.class.getProtectionDomain().getCodeSource().getLocation().toURI())
          .toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private static void pack(Path folder, JarOutputStream packed) throws IOException {
    pack(folder, folder, packed);
  }

  private static void pack(Path folder, Path root, JarOutputStream packed) throws IOException {
    for (Path file : files(folder).toList()) {
      packed.putNextEntry(new JarEntry(root.relativize(file).toString().replace('\\', '/')));
      Files.copy(file, packed);
      packed.closeEntry();
    }
  }

  private static Stream<Path> files(Path folder) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).toList().stream();
    }
  }
}
