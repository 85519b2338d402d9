package dev.faultline.cli.replay;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.faultline.cli.report.SampleRun;
import dev.faultline.cli.run.RecordingManifest;
import dev.faultline.cli.run.RunRecord;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.regression.RegressionEvent;
import dev.faultline.core.run.PlanSource;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.verdict.RunVerdict;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.avro.file.CodecFactory;
import org.apache.avro.file.DataFileWriter;
import org.apache.avro.generic.GenericDatumWriter;
import org.apache.avro.generic.GenericRecord;
import org.apache.avro.generic.GenericRecordBuilder;

/** A recording that a test writes, record by record. */
public final class RecordingFixture {

  private final RunId runId;
  private final Map<Topic<?>, List<RecordedRecord>> topics = new LinkedHashMap<>();

  public RecordingFixture(RunId runId) {
    this.runId = runId;
    Topics.all().forEach(topic -> topics.put(topic, new ArrayList<>()));
  }

  /** What stands in another recording. */
  static RecordingFixture of(Recording recording) throws BadRecordingException {
    RecordingFixture copy = new RecordingFixture(recording.runId());
    for (Topic<?> topic : Topics.all()) {
      copy.records(topic).addAll(recording.all(topic));
    }
    return copy;
  }

  /** The demo's events, windows, regressions and verdict; no results. */
  public static RecordingFixture demo() throws IOException {
    RunRecord run = SampleRun.demo();
    RecordingFixture demo = new RecordingFixture(run.runId());
    long start = SampleRun.START;
    demo.add(new RunEvent.Submitted(demo.runId, start - 300_000, plan()));
    demo.add(new RunEvent.Prepared(demo.runId, start - 200_000, plan(), "chaos-injector"));
    demo.add(new RunEvent.Started(demo.runId, start - 100_000, plan(), start, 1));
    for (FaultEvent event : run.faultEvents()) {
      demo.add(Topics.FAULTS, demo.runId.toString(), event, event.atMicros());
    }
    for (WindowStats window : run.windows()) {
      demo.add(Topics.WINDOWS, window.series().toString(), window, window.endMicros());
    }
    for (RunProgress progress : run.progress()) {
      demo.add(Topics.WINDOWS, demo.runId.toString(), progress, progress.watermarkMicros());
    }
    for (RegressionEvent event : run.regressions()) {
      demo.add(Topics.REGRESSIONS, demo.runId.toString(), event, event.atMicros());
    }
    RunVerdict verdict = run.verdict().orElseThrow();
    demo.add(Topics.VERDICTS, demo.runId.toString(), verdict, verdict.endMicros());
    return demo;
  }

  List<RecordedRecord> records(Topic<?> topic) {
    return topics.get(topic);
  }

  static PlanSource plan() throws IOException {
    Path demo = Path.of("../plans/demo.yaml");
    return new PlanSource("plans/demo.yaml", Files.readString(demo), Map.of("hold", "60s"));
  }

  void add(RunEvent event) {
    add(Topics.RUNS, runId.toString(), event, event.atMicros());
  }

  public <T> void add(Topic<T> topic, String key, T value, long atMicros) {
    records(topic).add(record(topic, key, value, atMicros));
  }

  static <T> RecordedRecord record(Topic<T> topic, String key, T value, long atMicros) {
    return new RecordedRecord(
        atMicros / 1_000,
        ByteBuffer.wrap(key.getBytes(StandardCharsets.UTF_8)),
        ByteBuffer.wrap(topic.codec().encode(value)));
  }

  Answer answer() {
    return new Answer(
        records(Topics.WINDOWS), records(Topics.REGRESSIONS), records(Topics.VERDICTS));
  }

  /** Writes it as the recorder does. */
  public void write(Path run) throws IOException {
    Path folder = Files.createDirectories(run.resolve("topics"));
    SortedMap<String, Long> counts = new TreeMap<>();
    for (Map.Entry<Topic<?>, List<RecordedRecord>> topic : topics.entrySet()) {
      String name = topic.getKey().name();
      write(folder.resolve(name + ".avro"), name, topic.getValue());
      counts.put(name, (long) topic.getValue().size());
    }
    manifest(run, RecordingManifest.VERSION, counts);
  }

  void manifest(Path run, int version, SortedMap<String, Long> counts) throws IOException {
    JsonMapper.builder()
        .build()
        .writeValue(
            run.resolve("topics").resolve(RecordingManifest.FILE).toFile(),
            new RecordingManifest(version, runId.toString(), counts));
  }

  private void write(Path file, String topic, List<RecordedRecord> records) throws IOException {
    Schema schema = schema();
    try (DataFileWriter<GenericRecord> writer =
        new DataFileWriter<>(new GenericDatumWriter<>(schema))) {
      writer.setCodec(CodecFactory.zstandardCodec(3));
      writer.setMeta("faultline.topic", topic);
      writer.setMeta("faultline.runId", runId.toString());
      writer.create(schema, file.toFile());
      long offset = 0;
      for (RecordedRecord record : records) {
        writer.append(
            new GenericRecordBuilder(schema)
                .set("partition", 0)
                .set("offset", offset++)
                .set("timestamp", record.timestampMillis())
                .set("key", record.key())
                .set("value", record.value())
                .build());
      }
    }
  }

  private static Schema schema() throws IOException {
    try (InputStream source = RecordingManifest.class.getResourceAsStream("recorded.avsc")) {
      return new Schema.Parser().parse(source);
    }
  }
}
