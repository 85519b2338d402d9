package dev.faultline.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.cli.process.FreePorts;
import dev.faultline.cli.run.StopSignal;
import dev.faultline.cli.run.StoppedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How a replay ends that does not come to a verdict. */
class ReplayEndIT {

  private final StopSignal stop = new StopSignal(105);
  private final ReplayProgress progress =
      new ReplayProgress(new PrintWriter(new StringWriter()), false, 1);

  @TempDir private Path folder;
  private RecordedRun recorded;
  private Path temporary;
  private long children;

  @BeforeEach
  void recordWithoutResults() throws Exception {
    Path run = folder.resolve("run");
    RecordingFixture.demo().write(run);
    recorded = RecordedRun.open(run);
    temporary = Files.createDirectories(folder.resolve("tmp"));
    children = ProcessHandle.current().children().count();
  }

  @AfterEach
  void leavesNeitherFilesNorProcesses() {
    assertThat(temporary).isEmptyDirectory();
    assertThat(ProcessHandle.current().children().count()).isLessThanOrEqualTo(children);
  }

  @Test
  void toldToStopItStops() {
    stop.request("Ctrl-C");

    assertThatThrownBy(this::play)
        .isInstanceOf(StoppedException.class)
        .hasMessage("ended early, with nothing to report: Ctrl-C");
  }

  @Test
  void whatDoesNotLeadToAVerdictHasNone() throws Exception {
    assertThat(play().answer()).isEqualTo(new Answer(List.of(), List.of(), List.of()));
  }

  private Replay.Replayed play() throws Exception {
    return new Replay(new FreePorts(new Random()), stop, temporary, Duration.ofSeconds(1))
        .play(recorded.recording(), recorded.runEvents(), progress);
  }
}
