package dev.faultline.cli.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A process that cannot be mistaken for a later one to which the system gave the same number.
 *
 * @param started when it began, as the system reports it
 */
public record ProcessIdentity(long pid, Instant started) {

  /** Linux derives the start from a boot time that may differ by a second between readings. */
  private static final Duration READING_ERROR = Duration.ofSeconds(2);

  public static ProcessIdentity of(ProcessHandle process) {
    return new ProcessIdentity(process.pid(), process.info().startInstant().orElse(Instant.EPOCH));
  }

  public static ProcessIdentity current() {
    return of(ProcessHandle.current());
  }

  /** The process, when it still runs. */
  public Optional<ProcessHandle> running() {
    return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::sameStart);
  }

  private boolean sameStart(ProcessHandle process) {
    return process
        .info()
        .startInstant()
        .map(start -> Duration.between(start, started).abs().compareTo(READING_ERROR) <= 0)
        .orElse(false);
  }
}
