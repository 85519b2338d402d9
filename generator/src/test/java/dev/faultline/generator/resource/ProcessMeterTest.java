package dev.faultline.generator.resource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.core.plan.ResourceSource;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What Linux tells of a process, this one for instance. */
@EnabledOnOs(OS.LINUX)
class ProcessMeterTest {

  private static final long PID = ProcessHandle.current().pid();
  private static final Proc PROC = new Proc(Path.of("/proc"));

  @TempDir private Path folder;

  @Test
  void measuresWhatAProcessUses() throws Exception {
    Meter meter = of(PID);

    assertThat(meter.look(0)).containsOnlyKeys("rss", "open_files", "threads");
    Map<String, Double> values = meter.look(1_000_000);
    assertThat(values).containsOnlyKeys("cpu", "rss", "open_files", "threads");
    assertThat(values.get("rss")).isBetween(1e7, 1e11);
    assertThat(values.get("cpu")).isNotNegative();
    assertThat(values.get("threads")).isGreaterThan(3);
  }

  /** Of a process of the test's own: in this one, other tests' files and threads come and go. */
  @Test
  void seesFilesThatAreOpenedAndClosed() throws Exception {
    Process shell = new ProcessBuilder("sh").start();
    try (BufferedWriter commands = shell.outputWriter();
        BufferedReader answers = shell.inputReader()) {
      Meter meter = of(shell.pid());
      tell(commands, answers, "true");
      Map<String, Double> before = meter.look(0);
      tell(commands, answers, "exec 3</dev/null 4</dev/null 5</dev/null");
      Map<String, Double> opened = meter.look(1);
      tell(commands, answers, "exec 4<&-");
      Map<String, Double> closed = meter.look(2);

      assertThat(opened.get("open_files") - before.get("open_files")).isEqualTo(3);
      assertThat(closed.get("open_files") - before.get("open_files")).isEqualTo(2);
      assertThat(opened.get("threads")).isEqualTo(1);
    } finally {
      shell.destroyForcibly().waitFor();
    }
  }

  @Test
  void findsTheProcessThatListensOnAPort() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      assertThat(PROC.find(new ResourceSource.Port(server.getLocalPort())))
          .isEqualTo(Path.of("/proc/" + PID));
      int port = server.getLocalPort();
      server.close();
      assertThatThrownBy(() -> PROC.find(new ResourceSource.Port(port)))
          .isInstanceOf(NotSeenException.class)
          .hasMessage("nobody listens on the port");
    }
  }

  @Test
  void findsAProcessByItsCommandLine() throws Exception {
    String mark = "faultline-test-" + System.nanoTime();
    Process sleeper = new ProcessBuilder("sh", "-c", "read line # " + mark).start();
    try {
      assertThat(PROC.find(new ResourceSource.Command(mark)))
          .isEqualTo(Path.of("/proc/" + sleeper.pid()));
    } finally {
      sleeper.destroyForcibly().waitFor();
    }
    assertThatThrownBy(() -> PROC.find(new ResourceSource.Command(mark)))
        .hasMessage("no process has such a command line");
  }

  @Test
  void aPidFileMayBeMissingOrOutdated() throws Exception {
    Path file = folder.resolve("shop.pid");
    ResourceSource.PidFile source = new ResourceSource.PidFile(file.toString());

    assertThatThrownBy(() -> PROC.find(source)).hasMessage("the pid file cannot be read");
    Files.writeString(file, "999999999\n");
    assertThatThrownBy(() -> PROC.find(source))
        .hasMessage("no process has the number in the pid file");
    Files.writeString(file, PID + "\n");
    assertThat(PROC.find(source)).isEqualTo(Path.of("/proc/" + PID));
  }

  @Test
  void aNameWithBracketsAndBlanksDoesNotConfuseIt() throws Exception {
    Path process = Files.createDirectories(folder.resolve("proc/7"));
    Files.createDirectories(process.resolve("fd"));
    Files.writeString(folder.resolve("pid"), "7");
    Files.writeString(process.resolve("statm"), "1000 25 3 4 0 5 0\n");
    Meter meter =
        new ProcessMeter(
            new Proc(folder.resolve("proc")),
            new ResourceSource.PidFile(folder.resolve("pid").toString()));
    stat(process, 100, 50, 4711);
    assertThat(meter.look(0))
        .isEqualTo(Map.of("rss", 25 * 4096.0, "threads", 9.0, "open_files", 0.0));
    stat(process, 140, 60, 4711);
    assertThat(meter.look(1_000_000).get("cpu")).isEqualTo(0.5);
    stat(process, 1, 1, 4712);
    assertThat(meter.look(2_000_000)).doesNotContainKey("cpu");
  }

  private static void stat(Path process, int user, int system, int began) throws Exception {
    Files.writeString(
        process.resolve("stat"),
        "7 (a ) b) S 1 7 7 0 -1 4194304 0 0 0 0 %d %d 0 0 20 0 9 0 %d 1000 25\n"
            .formatted(user, system, began));
  }

  /** Returns when the shell has done it. */
  private static void tell(BufferedWriter commands, BufferedReader answers, String command)
      throws IOException {
    commands.write(command + "; echo done\n");
    commands.flush();
    assertThat(answers.readLine()).isEqualTo("done");
  }

  private Meter of(long pid) throws IOException {
    Path file = Files.writeString(folder.resolve(pid + ".pid"), Long.toString(pid));
    return new ProcessMeter(PROC, new ResourceSource.PidFile(file.toString()));
  }
}
