package dev.faultline.cli.run;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code events.log}: every phase that a fault of the run entered, one line each, appended at once.
 * It survives a kill, and so tells the next start what was in effect.
 *
 * <pre>
 * 2026-11-21T09:23:53.123456Z fault payments-latency ACTIVE 251 ms observed
 * </pre>
 */
record EventsLog(Path file) implements RunObserver {

  private static final String FAULT = "fault";

  @Override
  public void fault(FaultEvent event) {
    append(
        Instant.EPOCH.plus(event.atMicros(), ChronoUnit.MICROS),
        "%s %s %s %s".formatted(FAULT, event.fault(), event.phase(), event.detail()));
  }

  void append(Instant at, String text) {
    try {
      Files.writeString(
          file,
          at + " " + text.replace('\n', ' ').strip() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
    }
  }

  /** The phase that each fault was last known to be in, in the order of their first events. */
  Map<String, FaultPhase> lastPhases() throws IOException {
    Map<String, FaultPhase> last = new LinkedHashMap<>();
    List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
    for (String line : lines) {
      String[] words = line.split(" ", 5);
      if (words.length >= 4 && words[1].equals(FAULT)) {
        phase(words[3]).ifPresent(phase -> last.put(words[2], phase));
      }
    }
    return last;
  }

  /** A kill may have cut the last line in the middle of a word. */
  private static Optional<FaultPhase> phase(String word) {
    return List.of(FaultPhase.values()).stream()
        .filter(phase -> phase.name().equals(word))
        .findFirst();
  }
}
