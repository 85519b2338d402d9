package dev.faultline.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.faultline.cli.run.RecordingManifest;
import dev.faultline.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What can be replayed, and what is said about the rest. */
class RecordingTest {

  private RecordingFixture demo;

  @TempDir private Path run;

  @BeforeEach
  void writeRecording() throws IOException {
    demo = RecordingFixture.demo();
    demo.write(run);
  }

  @Test
  void givesTheRecordsAsTheyWere() throws Exception {
    Recording recording = Recording.open(run);

    assertThat(recording.runId().toString()).isEqualTo("0198e4a1-7c00-7000-8000-000000000001");
    assertThat(recording.all(Topics.FAULTS)).isEqualTo(demo.records(Topics.FAULTS));
    assertThat(Answer.of(recording)).isEqualTo(demo.answer());
    assertThat(recording.count(Topics.RESULTS)).isZero();
  }

  @Test
  void aFolderThatIsNoneIsNamed() {
    expect(
        run.resolve("nowhere"), "nowhere: there is no such folder; expected the folder of a run");
  }

  @Test
  void aFolderThatIsNoRunIsNamed() {
    expect(run.resolve("topics"), "topics: there is no folder 'topics' in it; expected the folder");
  }

  @Test
  void aRecordingThatWasNotWrittenToItsEndIsRefused() throws Exception {
    Files.delete(run.resolve("topics").resolve(RecordingManifest.FILE));

    expect(run, "recording.json: there is no such file; expected a recording that was written to");
  }

  @Test
  void aMissingTopicIsNamed() throws Exception {
    Files.delete(run.resolve("topics/faultline.faults.avro"));

    expect(run, "faultline.faults.avro: there is no such file; expected the recorded topic");
  }

  @Test
  void aRecordingThatIsCutOffIsRefused() throws Exception {
    Path windows = run.resolve("topics/faultline.windows.avro");
    byte[] all = Files.readAllBytes(windows);
    Files.write(windows, java.util.Arrays.copyOf(all, all.length - 40));

    expect(run, "faultline.windows.avro: it ");
  }

  @Test
  void recordsThatAreBrokenInsideAreRefused() throws Exception {
    Path windows = run.resolve("topics/faultline.windows.avro");
    byte[] all = Files.readAllBytes(windows);
    java.util.Arrays.fill(all, all.length - 200, all.length - 100, (byte) 0x55);
    Files.write(windows, all);

    assertThatThrownBy(() -> Recording.open(run).all(Topics.WINDOWS))
        .isInstanceOf(BadRecordingException.class)
        .hasMessageContaining("faultline.windows.avro: it cannot be read (");
  }

  @Test
  void whatIsNoAvroFileIsRefused() throws Exception {
    Files.writeString(run.resolve("topics/faultline.windows.avro"), "windows, lots of them");

    expect(run, "faultline.windows.avro: it cannot be read (Not an Avro data file.); expected");
  }

  @Test
  void theFileOfAnotherTopicIsRefused() throws Exception {
    Files.copy(
        run.resolve("topics/faultline.runs.avro"),
        run.resolve("topics/faultline.faults.avro"),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    expect(run, "faults.avro: it is a file of 'faultline.runs'; expected faultline.faults");
  }

  @Test
  void aRecordingOfAnotherVersionIsRefused() throws Exception {
    demo.manifest(run, 2, new TreeMap<>());

    expect(run, "recording.json: the recording is of version 2; expected version 1");
  }

  @Test
  void aManifestThatIsNoneIsRefused() throws Exception {
    Files.writeString(run.resolve("topics").resolve(RecordingManifest.FILE), "version 1");

    expect(run, "recording.json: it cannot be read (");
  }

  private static void expect(Path folder, String message) {
    assertThatThrownBy(() -> Recording.open(folder))
        .isInstanceOf(BadRecordingException.class)
        .hasMessageContaining(message);
  }
}
