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
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayStopIT {

  @TempDir private Path folder;

  @Test
  void toldToEndItLeavesNeitherFilesNorProcesses() throws Exception {
    Path run = folder.resolve("run");
    RecordingFixture.demo().write(run);
    RecordedRun recorded = RecordedRun.open(run);
    Path temporary = Files.createDirectories(folder.resolve("tmp"));
    StopSignal stop = new StopSignal(105);
    Replay replay = new Replay(new FreePorts(new Random()), stop, temporary);
    ReplayProgress progress = new ReplayProgress(new PrintWriter(new StringWriter()), false, 1);
    long children = ProcessHandle.current().children().count();

    stop.request("Ctrl-C");

    assertThatThrownBy(() -> replay.play(recorded.recording(), recorded.runEvents(), progress))
        .isInstanceOf(StoppedException.class)
        .hasMessage("ended early, with nothing to report: Ctrl-C");
    assertThat(temporary).isEmptyDirectory();
    assertThat(ProcessHandle.current().children().count()).isLessThanOrEqualTo(children);
  }
}
