package dev.faultline.cli.replay;

import dev.faultline.core.run.RunId;
import dev.faultline.schemas.Topic;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.file.DataFileReader;
import org.apache.avro.generic.GenericDatumReader;
import org.apache.avro.generic.GenericRecord;

/** The file of one recorded topic, read once from its beginning to its end. Not thread-safe. */
final class RecordedTopic implements AutoCloseable {

  private static final String SCHEMA = "dev.faultline.recorded.RecordedRecord";
  private static final String READABLE = "a recording by this version of Faultline";

  private final Path path;
  private final DataFileReader<GenericRecord> reader;

  private RecordedTopic(Path path, DataFileReader<GenericRecord> reader) {
    this.path = path;
    this.reader = reader;
  }

  /**
   * Stands at its first record.
   *
   * @throws BadRecordingException when the file is no recording of that topic of that run
   */
  static RecordedTopic open(Path path, Topic<?> topic, RunId runId) throws BadRecordingException {
    if (!Files.isRegularFile(path)) {
      throw new BadRecordingException(path, "there is no such file", "the recorded topic");
    }
    RecordedTopic opened;
    try {
      opened =
          new RecordedTopic(path, new DataFileReader<>(path.toFile(), new GenericDatumReader<>()));
    } catch (IOException | AvroRuntimeException e) {
      throw unreadable(path, e);
    }
    opened.expect(SCHEMA, opened.reader.getSchema().getFullName());
    opened.expect(topic.name(), opened.reader.getMetaString("faultline.topic"));
    opened.expect(runId.toString(), opened.reader.getMetaString("faultline.runId"));
    return opened;
  }

  Path path() {
    return path;
  }

  /**
   * Goes to the end without looking at the records.
   *
   * @return how many there are
   */
  long count() throws BadRecordingException {
    long count = 0;
    try {
      while (reader.hasNext()) {
        reader.nextBlock();
        count += reader.getBlockCount();
      }
      return count;
    } catch (IOException | AvroRuntimeException e) {
      throw unreadable(path, e);
    }
  }

  boolean hasNext() throws BadRecordingException {
    try {
      return reader.hasNext();
    } catch (AvroRuntimeException e) {
      throw unreadable(path, e);
    }
  }

  /** The next one, when there is one. */
  RecordedRecord next() throws BadRecordingException {
    try {
      return RecordedRecord.of(reader.next());
    } catch (RuntimeException e) {
      // Avro throws nearly anything when the bytes are not what the schema says.
      throw unreadable(path, e);
    }
  }

  @Override
  public void close() throws BadRecordingException {
    try {
      reader.close();
    } catch (IOException e) {
      throw unreadable(path, e);
    }
  }

  private void expect(String expected, String found) throws BadRecordingException {
    if (!expected.equals(found)) {
      close();
      throw new BadRecordingException(path, "it is a file of '%s'".formatted(found), expected);
    }
  }

  private static BadRecordingException unreadable(Path path, Exception e) {
    return new BadRecordingException(path, "it cannot be read (" + e.getMessage() + ")", READABLE);
  }
}
