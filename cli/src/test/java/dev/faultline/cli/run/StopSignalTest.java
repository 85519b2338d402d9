package dev.faultline.cli.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.cli.process.ChildJvm;
import dev.faultline.cli.process.ChildSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StopSignalTest {

  private final StopSignal stop = new StopSignal(105);

  @TempDir private Path folder;

  @Test
  void nothingHappensUntilItIsAskedFor() throws Exception {
    stop.check();

    assertThat(stop.requested()).isFalse();
  }

  @Test
  void theFirstRequestIsReadByTheRunAtItsOwnPace() {
    stop.request("Ctrl-C");

    assertThat(stop.requested()).isTrue();
    assertThat(stop.reason()).isEqualTo("Ctrl-C");
    assertThatThrownBy(stop::check)
        .isInstanceOf(StoppedException.class)
        .hasMessage("ended early, with nothing to report: Ctrl-C");
  }

  @Test
  void theSecondRequestEndsTheProcessAtOnce() throws Exception {
    ChildSpec impatient =
        new ChildSpec("child", Impatient.class, List.of("-Xmx32m"), List.of(), "still here");
    try (ChildJvm child = ChildJvm.start(impatient, folder.resolve("log"))) {
      assertThatThrownBy(() -> child.awaitReady(Duration.ofSeconds(30)))
          .hasMessageStartingWith("the child ended with exit code 105");
    }
  }

  /** Asks twice. */
  public static final class Impatient {

    private Impatient() {}

    /**
     * Is not there any more at its end.
     *
     * @param args none
     */
    public static void main(String[] args) {
      StopSignal stop = new StopSignal(105);
      stop.request("Ctrl-C");
      stop.request("Ctrl-C");
      System.out.println("still here");
    }
  }
}
