package dev.faultline.cli.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChildJvmTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void saysWhenItIsReadyAndEndsWhenClosed() throws Exception {
    ProcessIdentity identity;
    try (ChildJvm child = ChildJvm.start(Sleeper.spec("on", "7"), folder.resolve("log"))) {
      assertThat(child.awaitReady(PATIENCE)).isEqualTo("on 7");
      assertThat(child.alive()).isTrue();
      identity = child.identity();
      assertThat(identity.running()).isPresent();
    }

    assertThat(identity.running()).isEmpty();
  }

  @Test
  void aChildThatFailsLeavesItsLastWords() throws Exception {
    ChildSpec broken =
        new ChildSpec("child", Failing.class, List.of("-Xmx32m"), List.of(), "ready");
    try (ChildJvm child = ChildJvm.start(broken, folder.resolve("log"))) {
      assertThatThrownBy(() -> child.awaitReady(PATIENCE))
          .isInstanceOf(ChildFailedException.class)
          .hasMessageStartingWith("the child ended with exit code 1; its last words:")
          .hasMessageContaining("no money left");
    }
  }

  @Test
  void aChildThatIsNeverReadyIsNotWaitedForEndlessly() throws Exception {
    ChildSpec deaf = new ChildSpec("child", Sleeper.class, List.of("-Xmx32m"), List.of(), "steady");
    try (ChildJvm child = ChildJvm.start(deaf, folder.resolve("log"))) {
      assertThatThrownBy(() -> child.awaitReady(Duration.ofMillis(10)))
          .hasMessageStartingWith("the child was not ready within");
    }
  }

  /** SIGKILL gives the parent no chance to end its child; the end of the pipe does. */
  @Test
  void diesWithAParentThatIsKilled() throws Exception {
    ChildSpec parent =
        new ChildSpec(
            "parent",
            ParentOfSleeper.class,
            List.of("-Xmx32m"),
            List.of(folder.resolve("sleeper.log").toString()),
            "child");
    try (ChildJvm child = ChildJvm.start(parent, folder.resolve("log"))) {
      long sleeper = Long.parseLong(child.awaitReady(PATIENCE));
      ProcessIdentity identity = ProcessIdentity.of(ProcessHandle.of(sleeper).orElseThrow());

      child.identity().running().orElseThrow().destroyForcibly();

      await().atMost(PATIENCE).until(() -> identity.running().isEmpty());
    }
  }

  @Test
  void aLaterProcessWithTheSameNumberIsAnotherOne() {
    ProcessIdentity mine = ProcessIdentity.current();

    assertThat(mine.running()).isPresent();
    assertThat(new ProcessIdentity(mine.pid(), mine.started().minusSeconds(60)).running())
        .isEmpty();
  }

  /** Cannot start. */
  public static final class Failing {

    private Failing() {}

    public static void main(String[] args) {
      System.err.println("no money left");
      System.exit(1);
    }
  }

  /** Starts a child of its own and says which. */
  public static final class ParentOfSleeper {

    private ParentOfSleeper() {}

    /**
     * Stays until it is killed.
     *
     * @param args the log of the sleeper
     */
    public static void main(String[] args) throws Exception {
      ChildJvm sleeper = ChildJvm.start(Sleeper.spec(), Path.of(args[0]));
      sleeper.awaitReady(PATIENCE);
      System.out.println("child " + sleeper.identity().pid());
      Thread.currentThread().join();
    }
  }
}
