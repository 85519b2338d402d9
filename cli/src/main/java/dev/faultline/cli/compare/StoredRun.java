package dev.faultline.cli.compare;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.faultline.cli.report.RunReport;
import dev.faultline.cli.report.summary.RunSummary;
import dev.faultline.cli.report.summary.StepSummary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run of which only the summary is at hand.
 *
 * @param file where the summary was read from
 */
public record StoredRun(Path file, RunSummary summary) {

  /** Keys that a later Faultline added are passed over; what they could mean is not known here. */
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.READ_UNKNOWN_ENUM_VALUES_AS_NULL)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Reads a summary.
   *
   * @param given a run's folder, or the file
   * @throws UnreadableSummaryException when there is none, or none that this Faultline understands
   */
  public static StoredRun read(Path given) throws UnreadableSummaryException {
    Path file = Files.isDirectory(given) ? given.resolve(RunReport.SUMMARY) : given;
    try {
      return new StoredRun(file, understood(file, JSON.readTree(Files.readString(file))));
    } catch (NoSuchFileException e) {
      throw new UnreadableSummaryException(file, "there is no such file");
    } catch (JsonProcessingException e) {
      throw new UnreadableSummaryException(place(file, e.getLocation()), "this is no summary");
    } catch (IOException e) {
      throw new UnreadableSummaryException(file, "it cannot be read (" + e.getMessage() + ")");
    }
  }

  private static RunSummary understood(Path file, JsonNode json)
      throws UnreadableSummaryException, JsonProcessingException {
    int version = json.path("schemaVersion").asInt(0);
    if (version > RunSummary.SCHEMA_VERSION) {
      throw new UnreadableSummaryException(
          file,
          "it has schemaVersion %d, of a newer Faultline; this one reads up to %d"
              .formatted(version, RunSummary.SCHEMA_VERSION));
    }
    RunSummary summary = JSON.treeToValue(json, RunSummary.class);
    boolean complete =
        version > 0
            && summary.run() != null
            && summary.run().id() != null
            && summary.totals() != null
            && summary.steps() != null
            && summary.steps().stream().allMatch(StoredRun::named);
    if (!complete) {
      throw new UnreadableSummaryException(file, "this is no summary of a run");
    }
    return summary;
  }

  private static boolean named(StepSummary step) {
    return step != null && step.scenario() != null && step.step() != null;
  }

  private static String place(Path file, JsonLocation at) {
    return at == null || at.getLineNr() < 1
        ? file.toString()
        : "%s:%d:%d".formatted(file, at.getLineNr(), at.getColumnNr());
  }

  Optional<StepSummary> step(StepSummary like) {
    return summary.steps().stream()
        .filter(step -> step.scenario().equals(like.scenario()) && step.step().equals(like.step()))
        .findFirst();
  }

  /** Length of the load; empty when it never began. */
  OptionalDouble seconds() {
    Double seconds = summary.run().seconds();
    return seconds == null || seconds <= 0 ? OptionalDouble.empty() : OptionalDouble.of(seconds);
  }

  /** PASS, FAIL, INCONCLUSIVE or NO VERDICT. */
  String verdict() {
    return Objects.toString(summary.verdict(), "NO VERDICT");
  }
}
