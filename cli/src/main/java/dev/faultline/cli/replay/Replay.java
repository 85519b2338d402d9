package dev.faultline.cli.replay;

import dev.faultline.cli.process.FreePorts;
import dev.faultline.cli.run.RunFailedException;
import dev.faultline.cli.run.RunLogging;
import dev.faultline.cli.run.StopSignal;
import dev.faultline.cli.run.StoppedException;
import dev.faultline.schemas.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

/**
 * Runs a recording through aggregator and detector, the same that carry a run, on a Kafka of its
 * own. Whatever it needs on disk is gone afterwards.
 */
final class Replay {

  private static final Duration POLL = Duration.ofMillis(50);

  /** When all was read and nothing was told for so long, no verdict will come. */
  static final Duration SILENCE = Duration.ofSeconds(20);

  /**
   * What a replay came to.
   *
   * @param took from the moment that Kafka was there to the verdict
   */
  record Replayed(Answer answer, Duration took) {}

  /** Something that carries it has failed. */
  private static final class ReplayFailure extends Exception {

    private static final long serialVersionUID = 1L;

    ReplayFailure(String message, Throwable cause) {
      super(message, cause);
    }
  }

  private final FreePorts ports;
  private final StopSignal stop;
  private final Path temporary;
  private final Duration silence;

  /**
   * @param temporary the folder in which it makes its own
   * @param silence {@link #SILENCE}, unless a test knows better
   */
  Replay(FreePorts ports, StopSignal stop, Path temporary, Duration silence) {
    this.ports = ports;
    this.stop = stop;
    this.temporary = temporary;
    this.silence = silence;
  }

  /**
   * Replays once.
   *
   * @param runEvents instead of the recorded ones
   * @return what it came to; without a verdict when the recording does not lead to one
   */
  Replayed play(Recording recording, RunEvents runEvents, ReplayProgress progress)
      throws StoppedException, RunFailedException, BadRecordingException {
    try (ReplayFolder folder = ReplayFolder.create(temporary)) {
      try (RunLogging _ = new RunLogging(folder.log());
          ReplayPlatform platform = ReplayPlatform.start(folder, ports, stop)) {
        return play(recording, runEvents, progress, platform);
      } catch (ReplayFailure e) {
        throw new RunFailedException(e.getMessage() + lastWords(folder.log()), e);
      }
    } catch (IOException | RuntimeException e) {
      throw new RunFailedException("the replay failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new RunFailedException("the replay was told to stop", e);
    }
  }

  private Replayed play(
      Recording recording, RunEvents runEvents, ReplayProgress progress, ReplayPlatform platform)
      throws StoppedException,
          BadRecordingException,
          ReplayFailure,
          IOException,
          InterruptedException {
    FutureTask<Void> feed =
        new FutureTask<>(new Feed(platform.kafka(), recording, runEvents.records()));
    Thread feeder = Thread.ofPlatform().daemon().name("replay-feed").start(feed);
    long begin = System.nanoTime();
    try (AnswerReader reader = new AnswerReader(platform.kafka())) {
      long heard = begin;
      boolean over = false;
      while (!over) {
        stop.check();
        if (reader.poll(POLL)) {
          heard = System.nanoTime();
        }
        if (System.nanoTime() - heard > silence.toNanos()) {
          heard = System.nanoTime();
          over = platform.hasRead(recording.count(Topics.RESULTS));
        }
        over |= reader.judged();
        progress.reached(reader.windows());
        check(feed, platform);
      }
      return new Replayed(reader.finish(), Duration.ofNanos(System.nanoTime() - begin));
    } finally {
      feed.cancel(true);
      feeder.join(TimeUnit.SECONDS.toMillis(5));
    }
  }

  private static void check(FutureTask<Void> feed, ReplayPlatform platform)
      throws BadRecordingException, ReplayFailure, InterruptedException {
    if (platform.failure().isPresent()) {
      throw new ReplayFailure(platform.failure().get(), null);
    }
    if (feed.isDone()) {
      try {
        feed.get();
      } catch (ExecutionException e) {
        if (e.getCause() instanceof BadRecordingException bad) {
          throw bad;
        }
        throw new ReplayFailure("the recording cannot be fed: " + e.getCause().getMessage(), e);
      }
    }
  }

  /** The log goes with the folder. */
  private static String lastWords(Path log) throws IOException {
    List<String> lines =
        Files.exists(log)
            ? Files.readAllLines(log).stream().filter(line -> !line.startsWith("\t")).toList()
            : List.of();
    List<String> last = lines.subList(Math.max(0, lines.size() - 5), lines.size());
    return last.isEmpty() ? "" : "; the last words of the log:\n  " + String.join("\n  ", last);
  }
}
