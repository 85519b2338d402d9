package dev.faultline.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplayFolderTest {

  @TempDir private Path parent;

  @Test
  void isGoneWhenTheReplayIsOver() throws Exception {
    try (ReplayFolder folder = ReplayFolder.create(parent)) {
      Files.createDirectories(folder.brokerData().resolve("topic"));
      Files.writeString(folder.log(), "x");
      assertThat(parent).isNotEmptyDirectory();
    }
    assertThat(parent).isEmptyDirectory();
  }

  @Test
  void whatAKilledReplayLeftIsRemovedByTheNext() throws Exception {
    Path killed = parent.resolve("faultline-replay-999999999-1700000000000-12345");
    Files.createDirectories(killed.resolve("state"));

    try (ReplayFolder _ = ReplayFolder.create(parent)) {
      assertThat(killed).doesNotExist();
    }
  }

  @Test
  void whatIsInUseOrOfOthersStays() throws Exception {
    Path notOurs = Files.createDirectories(parent.resolve("faultline-replay-mine"));

    try (ReplayFolder first = ReplayFolder.create(parent);
        ReplayFolder second = ReplayFolder.create(parent)) {
      assertThat(first.path()).isDirectory().isNotEqualTo(second.path());
      assertThat(notOurs).isDirectory();
    }
  }
}
