package dev.faultline.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher script in a copy of the project that has a fake JDK and a fake Maven. */
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {

  private static final Path SCRIPT = Path.of("..", "faultline");

  @TempDir private Path folder;
  private Path home;
  private Path jdk;

  @BeforeEach
  void project() throws Exception {
    home = Files.createDirectories(folder.resolve("a project"));
    jdk = jdk("a jdk", "25.0.1");
    Files.copy(SCRIPT, home.resolve("faultline"));
    executable(
        home.resolve("mvnw"),
        """
        echo "maven: $*"
        [ ! -e broken ] || exit 1
        while [ -e slow ]; do sleep 0.05; done
        echo built >>builds
        mkdir -p cli/target && : >cli/target/faultline-cli.jar
        """);
    Files.createDirectories(home.resolve("core/src/main/java"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.writeString(home.resolve("core/pom.xml"), "<project/>");
  }

  @Test
  void buildsOnceAndPassesEverythingOn() throws Exception {
    Launched first = launch(home.resolve("faultline"), "run", "my plan.yaml", "--set", "a=b c");
    Launched second = launch(home.resolve("faultline"), "--help");

    assertThat(first.output())
        .contains("building Faultline", "<run> <my plan.yaml> <--set> <a=b c>")
        .doesNotContain("maven:");
    assertThat(first.output())
        .contains("<-Dfaultline.home=" + home.toRealPath() + ">")
        .contains("<" + home.toRealPath() + "/cli/target/faultline-cli.jar>");
    assertThat(first.code()).as("the exit code of the command").isEqualTo(99);
    assertThat(second.output()).contains("<--help>").doesNotContain("building");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void oneBuildsAndTheOtherWaitsForIt() throws Exception {
    Path slow = Files.createFile(home.resolve("slow"));
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Launched> one = threads.submit(() -> launch(home.resolve("faultline"), "--help"));
      Future<Launched> other = threads.submit(() -> launch(home.resolve("faultline"), "--help"));
      Path lock = home.resolve("cli/target/build.lock");
      await().atMost(Duration.ofSeconds(30)).until(() -> Files.isSymbolicLink(lock));
      Files.delete(slow);

      assertThat(one.get(30, TimeUnit.SECONDS).output()).contains("<--help>");
      assertThat(other.get(30, TimeUnit.SECONDS).output()).contains("<--help>");
      assertThat(builds()).isEqualTo(1);
      assertThat(Files.isSymbolicLink(lock)).isFalse();
    }
  }

  @Test
  void aBuildThatWasKilledIsNotWaitedFor() throws Exception {
    Path target = Files.createDirectories(home.resolve("cli/target"));
    Files.createSymbolicLink(target.resolve("build.lock"), Path.of("999999999"));

    assertThat(launch(home.resolve("faultline"), "--help").output()).contains("<--help>");
    assertThat(builds()).isEqualTo(1);
  }

  @Test
  void buildsAgainWhenSourcesAreNewer() throws Exception {
    launch(home.resolve("faultline"), "--help");
    builtAMinuteAgo();
    Files.writeString(home.resolve("core/src/main/java/A.java"), "class A {}");
    launch(home.resolve("faultline"), "--help");
    launch(home.resolve("faultline"), "--help");

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void buildsAgainWhenASourceIsGone() throws Exception {
    Path source = home.resolve("core/src/main/java/A.java");
    Files.writeString(source, "class A {}");
    launch(home.resolve("faultline"), "--help");
    builtAMinuteAgo();
    Files.delete(source);
    launch(home.resolve("faultline"), "--help");

    assertThat(builds()).isEqualTo(2);
  }

  @Test
  void showsWhatMavenSaidWhenTheBuildFails() throws Exception {
    Files.createFile(home.resolve("broken"));

    Launched result = launch(home.resolve("faultline"), "--help");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("maven: ", "the build failed").doesNotContain("<--help>");
    Files.delete(home.resolve("broken"));
    assertThat(launch(home.resolve("faultline"), "--help").output()).contains("<--help>");
  }

  @Test
  void worksThroughSymbolicLinksFromAnywhere() throws Exception {
    Path links = Files.createDirectories(folder.resolve("bin"));
    Path one = Files.createSymbolicLink(links.resolve("one"), Path.of("../a project/faultline"));
    Path two = Files.createSymbolicLink(links.resolve("two"), one);

    assertThat(launch(two, "--help").output())
        .contains("<-Dfaultline.home=" + home.toRealPath() + ">");
  }

  @Test
  void whatADemoTaughtIsUsedByLoads() throws Exception {
    String cache = home.toRealPath() + "/cli/target/faultline.aot";
    assertThat(launch(home.resolve("faultline"), "run").output()).doesNotContain("AOTCache");
    builtAMinuteAgo();

    Launched training = launch(home.resolve("faultline"), "train");

    assertThat(training.code()).isZero();
    assertThat(training.output()).contains("<demo> <--quick>");
    assertThat(launch(home.resolve("faultline"), "run").output())
        .contains("<-XX:AOTCache=" + cache + ">");
    assertThat(launch(home.resolve("faultline"), "validate").output()).doesNotContain("AOTCache");
  }

  @Test
  void whatADemoTaughtEndsWithTheBuild() throws Exception {
    launch(home.resolve("faultline"), "train");
    builtAMinuteAgo();
    Files.writeString(home.resolve("core/src/main/java/A.java"), "class A {}");

    assertThat(launch(home.resolve("faultline"), "run").output()).doesNotContain("AOTCache");
  }

  @Test
  void aDemoThatFailsTeachesNothing() throws Exception {
    Files.createFile(folder.resolve("failing"));

    Launched training = launch(home.resolve("faultline"), "train");

    assertThat(training.code()).isEqualTo(1);
    assertThat(home.resolve("cli/target/faultline.aot")).doesNotExist();
  }

  @Test
  void testRunsAllTestsWithMaven() throws Exception {
    Launched result = launch(home.resolve("faultline"), "test", "-pl", "core");

    assertThat(result.output()).isEqualTo("maven: -B verify -pl core\n");
    assertThat(result.code()).isZero();
  }

  @Test
  void aJdkThatIsTooOldIsPassedOver() throws Exception {
    Path sdkman = Files.createDirectories(folder.resolve("home/.sdkman/candidates/java"));
    Files.move(jdk, sdkman.resolve("25-tem"));
    jdk = jdk("an old jdk", "21.0.9");

    // Folders of the system come first; where they hold a new JDK it is that one which is used.
    Launched result = launch(home.resolve("faultline"), "--version");

    assertThat(result.output()).doesNotContain("an old jdk").doesNotContain("needs a JDK");
  }

  @Test
  void withoutAJdkItSaysWhatToInstall() throws Exception {
    Path script = home.resolve("faultline");
    Files.writeString(script, Files.readString(script).replace("needed=25", "needed=999"));

    Launched result = launch(script, "--help");

    assertThat(result.code()).isEqualTo(1);
    assertThat(result.output()).contains("needs a JDK 999 or newer", "adoptium.net", "JAVA_HOME");
    assertThat(home.resolve("builds")).doesNotExist();
  }

  private Path jdk(String name, String version) throws Exception {
    Path path = Files.createDirectories(folder.resolve(name));
    Files.createDirectories(path.resolve("bin"));
    Files.writeString(
        path.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
    executable(path.resolve("bin/javac"), "exit 0");
    executable(
        path.resolve("bin/java"),
        """
        for a in "$0" "$@"; do printf '<%s> ' "$a"; done
        for a in "$@"; do
          case $a in
            -XX:AOTCacheOutput=*)
              : >"${a#*=}"
              [ ! -e failing ]
              exit
              ;;
          esac
        done
        exit 99""");
    return path;
  }

  private static void executable(Path file, String script) throws Exception {
    Files.writeString(file, "#!/bin/sh\n" + script);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  /** Sets back all that is there, the stamp of the build included. */
  private void builtAMinuteAgo() throws Exception {
    FileTime before = FileTime.from(Instant.now().minusSeconds(60));
    try (Stream<Path> tree = Files.walk(home)) {
      for (Path path : tree.toList()) {
        Files.setLastModifiedTime(path, before);
      }
    }
  }

  private int builds() throws Exception {
    return Files.readAllLines(home.resolve("builds")).size();
  }

  private Launched launch(Path script, String... arguments) throws Exception {
    return Launched.run(
        script,
        folder,
        Map.of("JAVA_HOME", jdk.toString(), "HOME", folder.resolve("home").toString()),
        arguments);
  }
}
