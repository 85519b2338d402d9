package dev.faultline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

class SharedDataTest {

  @TempDir private Path work;

  @Test
  void isFoundBesideAFolderAbove() throws IOException {
    Path data = Files.createDirectories(work.resolve("shared/data/series"));
    Path module = Files.createDirectories(work.resolve("repository/module"));

    assertThat(SharedData.find(module, "series")).contains(data);
    assertThat(SharedData.find(module, "others")).isEmpty();
  }

  @Test
  void aTestWithoutItsDataIsSkippedAndSaysWhy() {
    assertThatThrownBy(() -> SharedData.require("no-such-data"))
        .isInstanceOf(TestAbortedException.class)
        .hasMessageContaining("shared/data/no-such-data is not beside the repository");
  }
}
