package dev.faultline.cli.compare;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.faultline.cli.report.RunReport;
import dev.faultline.cli.report.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The summary that the sample run writes, changed as a test wants it. */
public record SummaryFile(Path folder) {

  private static final ObjectMapper JSON = new ObjectMapper();

  /** Writes a run's folder with a PASS of step checkout / place-order. */
  public static SummaryFile in(Path folder) throws IOException {
    RunReport.write(folder, SampleRun.demo(), 99);
    return new SummaryFile(folder).with(summary -> summary.put("verdict", "PASS"));
  }

  public SummaryFile with(Consumer<ObjectNode> change) throws IOException {
    Path file = folder.resolve(RunReport.SUMMARY);
    ObjectNode summary = (ObjectNode) JSON.readTree(file.toFile());
    change.accept(summary);
    Files.writeString(file, JSON.writeValueAsString(summary));
    return this;
  }

  public SummaryFile withStep(Consumer<ObjectNode> change) throws IOException {
    return with(summary -> change.accept((ObjectNode) summary.at("/steps/0")));
  }

  public SummaryFile p95(double millis) throws IOException {
    return withStep(step -> ((ObjectNode) step.get("responseTimeMillis")).put("p95", millis));
  }

  /** One more step, like the first. */
  public SummaryFile plusStep(String name) throws IOException {
    return with(
        summary -> {
          ObjectNode step = summary.at("/steps/0").deepCopy();
          ((ArrayNode) summary.get("steps")).add(step.put("step", name));
        });
  }

  public StoredRun read() throws UnreadableSummaryException {
    return StoredRun.read(folder);
  }
}
