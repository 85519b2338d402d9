package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./faultline train} with a real JDK and the product as it was built. */
@DisabledOnOs(OS.WINDOWS)
class TrainingIT {

  /** Java refuses to start when it cannot use what it is told to. */
  private static final String REQUIRED = "-XX:AOTMode=on";

  @TempDir private Path folder;
  private Path target;

  /** What the launcher looks at, beside the real jars. */
  @BeforeEach
  void home() throws Exception {
    target = Files.createDirectories(folder.resolve("cli/target"));
    for (String built : List.of("faultline-cli.jar", "lib")) {
      Files.createSymbolicLink(target.resolve(built), Path.of("target", built).toRealPath());
    }
    Files.createSymbolicLink(folder.resolve("plans"), Path.of("..", "plans").toRealPath());
    Files.copy(Path.of("..", "faultline"), folder.resolve("faultline"));
    Files.createDirectories(folder.resolve("cli/src/main"));
    Files.writeString(folder.resolve("pom.xml"), "<project/>");
    Files.writeString(folder.resolve("cli/pom.xml"), "<project/>");
    Files.createFile(target.resolve("faultline.stamp"));
  }

  @Test
  void aLoadUsesWhatADemoTaught() throws Exception {
    assertThat(launch("", "train").code()).isZero();

    Launched run = launch(REQUIRED, "run", "--help");
    assertThat(run.code()).as(run.output()).isZero();
    assertThat(run.output()).contains("Usage: faultline run");
  }

  @Test
  void whatJavaCannotUseIsAsIfItWereNotThere() throws Exception {
    String without = launch("", "run", "--help").output();
    Files.writeString(target.resolve("faultline.aot"), "not what a demo taught");

    assertThat(launch("", "run", "--help").output()).isEqualTo(without);
    assertThat(launch(REQUIRED, "run", "--help").code()).isNotZero();
  }

  private Launched launch(String javaOptions, String... arguments) throws Exception {
    return Launched.run(
        folder.resolve("faultline"),
        folder,
        Map.of("JAVA_HOME", System.getProperty("java.home"), "JDK_JAVA_OPTIONS", javaOptions),
        arguments);
  }
}
