package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The jar of docs/java.md, made by the page's own commands. */
final class ExampleJar {

  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final String JAR = "haggle.jar";

  private ExampleJar() {}

  /**
   * Makes it.
   *
   * @param folder where the commands are given; it must have nothing that is named as in the
   *     repository
   */
  static Path make(Path folder) throws IOException, InterruptedException {
    for (String name : List.of("docs", "scenario-api")) {
      Files.createSymbolicLink(folder.resolve(name), ROOT.resolve(name));
    }
    Path output = folder.resolve("commands.log");
    ProcessBuilder shell = new ProcessBuilder("sh", "-ec", commands());
    String ours = Path.of(System.getProperty("java.home"), "bin").toString();
    shell.environment().merge("PATH", ours, (path, first) -> first + ":" + path);
    int status =
        shell
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();
    assertThat(status).as(Files.readString(output)).isZero();
    return folder.resolve(JAR);
  }

  /** Those after Maven's, of which this test is a part. */
  private static String commands() throws IOException {
    List<String> lines =
        Files.readAllLines(ROOT.resolve("docs/java.md")).stream()
            .filter(line -> line.startsWith("javac ") || line.startsWith("jar "))
            .toList();
    assertThat(lines).as("commands in docs/java.md").hasSize(2);
    return String.join("\n", lines);
  }
}
