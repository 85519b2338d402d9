package dev.faultline.generator.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class BackgroundThreadTest {

  @Test
  @EnabledOnOs(OS.LINUX)
  void it_stands_behind_the_others_and_so_do_the_threads_that_it_starts() throws Exception {
    int before = nice();

    int started = BackgroundThread.make(BackgroundThreadTest::niceOfAnotherThread);

    assertThat(started).isEqualTo(10);
    assertThat(nice()).as("the one that asked").isEqualTo(before);
  }

  @Test
  void what_making_throws_is_thrown() {
    IllegalArgumentException cause = new IllegalArgumentException("no such broker");

    assertThatThrownBy(
            () ->
                BackgroundThread.make(
                    () -> {
                      throw cause;
                    }))
        .isSameAs(cause);
  }

  private static int niceOfAnotherThread() {
    try {
      FutureTask<Integer> nice = new FutureTask<>(BackgroundThreadTest::nice);
      Thread.ofPlatform().start(nice);
      return nice.get();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** The 19th field of {@code stat}, of which the second, a name, may hold spaces. */
  private static int nice() throws IOException {
    String stat = Files.readString(Path.of("/proc/thread-self/stat"));
    return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[16]);
  }
}
