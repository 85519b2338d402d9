package dev.faultline.cli.run;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * {@code recording.json} beside the recorded topics, written last: what a complete recording holds.
 * An Avro file does not tell when its end is cut off.
 *
 * @param version of the form of the recording; {@link #VERSION} is the one that can be read here
 * @param records how many records each topic has
 */
public record RecordingManifest(int version, String runId, SortedMap<String, Long> records) {

  public static final int VERSION = 1;
  public static final String FILE = "recording.json";

  private static final JsonMapper JSON = JsonMapper.builder().build();

  public RecordingManifest {
    records =
        Collections.unmodifiableSortedMap(new TreeMap<>(records == null ? Map.of() : records));
  }

  /** Writes it into the folder of the recorded topics. */
  void write(Path folder) throws IOException {
    JSON.writerWithDefaultPrettyPrinter().writeValue(folder.resolve(FILE).toFile(), this);
  }

  /**
   * Reads the one in the folder of the recorded topics.
   *
   * @throws java.io.FileNotFoundException when there is none
   * @throws IOException with one sentence when it is none that this program wrote
   */
  public static RecordingManifest read(Path folder) throws IOException {
    try {
      return JSON.readValue(folder.resolve(FILE).toFile(), RecordingManifest.class);
    } catch (JacksonException e) {
      throw new IOException(e.getOriginalMessage(), e);
    }
  }
}
