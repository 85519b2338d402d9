package dev.faultline.cli.run;

import dev.faultline.cli.process.ChildMain;
import dev.faultline.cli.process.FolderRemoval;
import dev.faultline.core.fault.FaultPhase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Cleans up after runs whose process died without ending them. Nothing is touched that the lock of
 * a dead run does not name; of processes only those that are provably the ones it started.
 */
public final class KilledRuns {

  /** Phases in which the side effects of a fault may exist. */
  private static final Set<FaultPhase> IN_EFFECT =
      EnumSet.of(FaultPhase.INJECTING, FaultPhase.ACTIVE, FaultPhase.HEALING);

  private final Path out;

  /**
   * @param out the folder that holds the folders of the runs
   */
  public KilledRuns(Path out) {
    this.out = out;
  }

  /**
   * Ends what killed runs left behind.
   *
   * @return one line for people about each of them
   */
  public List<String> clean() {
    List<String> news = new ArrayList<>();
    for (RunFolder folder : RunFolder.locked(out)) {
      try {
        RunLock.Contents lock = RunLock.read(folder);
        if (lock.process().identity().running().isEmpty()) {
          cleanUnlessHeld(folder, lock).ifPresent(news::add);
        }
      } catch (IOException | UncheckedIOException e) {
        news.add(folder.lock() + " cannot be read and was left alone: " + e.getMessage());
      }
    }
    return news;
  }

  /** A process that is not seen from here, in a container of its own, may be at it. */
  private static Optional<String> cleanUnlessHeld(RunFolder folder, RunLock.Contents lock)
      throws IOException {
    Optional<Hold> hold = Hold.tryTake(folder.hold());
    if (hold.isEmpty()) {
      return Optional.empty();
    }
    try (Hold _ = hold.get()) {
      return Optional.of(clean(folder, lock));
    }
  }

  private static String clean(RunFolder folder, RunLock.Contents lock) throws IOException {
    EventsLog events = new EventsLog(folder.eventsLog());
    Instant killed = Files.getLastModifiedTime(folder.lock()).toInstant();
    String report =
        "run %s was killed at about %s%s%s"
            .formatted(
                folder.name(),
                killed.truncatedTo(ChronoUnit.SECONDS),
                faultsInEffect(events, lock.lastResort()),
                childrenEnded(lock.children()));
    events.append(Instant.now(), report);
    FolderRemoval.remove(folder.brokerData());
    FolderRemoval.remove(folder.state());
    Files.delete(folder.lock());
    return report;
  }

  private static String faultsInEffect(EventsLog events, Map<String, String> lastResort)
      throws IOException {
    StringBuilder text = new StringBuilder();
    events
        .lastPhases()
        .forEach(
            (fault, phase) -> {
              if (IN_EFFECT.contains(phase)) {
                text.append("; fault %s was %s: %s".formatted(fault, phase, lastResort.get(fault)));
              }
            });
    return text.isEmpty() ? "; no fault was in effect" : text.toString();
  }

  private static String childrenEnded(List<RunLock.Holder> children) {
    long ended =
        children.stream()
            .map(child -> child.identity().running())
            .flatMap(Optional::stream)
            .filter(KilledRuns::isOurs)
            .filter(KilledRuns::end)
            .count();
    return ended == 0 ? "" : "; ended %d process(es) it left".formatted(ended);
  }

  private static boolean end(ProcessHandle process) {
    process.destroyForcibly();
    process.onExit().completeOnTimeout(process, 5, TimeUnit.SECONDS).join();
    return !process.isAlive();
  }

  private static boolean isOurs(ProcessHandle process) {
    return process
        .info()
        .commandLine()
        .map(line -> line.contains(ChildMain.class.getName()))
        .orElse(false);
  }
}
