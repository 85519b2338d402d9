package dev.faultline.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A run whose verdict the product itself trusts. On a machine that stands still for a third of a
 * second the generator is late, and the verdict is INCONCLUSIVE for that reason, as it should be:
 * such a run tells nothing about what a test is after, and is repeated.
 */
final class TrustedRun {

  static final int ATTEMPTS = 3;
  private static final String LATE = "the generator could not keep its own schedule";

  private TrustedRun() {}

  /** Makes a run, whose results go to an empty folder, and waits for its end. */
  interface Attempt {
    Summary in(Path folder) throws Exception;
  }

  /** The first that is trusted, or the last one that there may be. */
  static Summary of(Path folder, Attempt attempt) throws Exception {
    Summary summary = attempt.in(Files.createDirectories(folder.resolve("attempt-1")));
    for (int i = 2; i <= ATTEMPTS && wasLate(summary.json()); i++) {
      summary = attempt.in(Files.createDirectories(folder.resolve("attempt-" + i)));
    }
    return summary;
  }

  /** Whether the generator was late itself, and nothing else can be said. */
  static boolean wasLate(JsonNode summary) {
    return summary.get("verdict").asText().equals("INCONCLUSIVE")
        && summary.at("/reasons/0").asText().startsWith(LATE);
  }
}
