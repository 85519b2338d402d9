package dev.faultline.cli.run;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.time.Clock;
import dev.faultline.core.verdict.RunVerdict;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

/**
 * Submits a run and listens until it is over, or until waiting has lost its sense. Not thread-safe.
 */
final class RunFollower implements RunObserver {

  private static final Logger LOG = System.getLogger(RunFollower.class.getName());
  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);

  private final Clock clock;
  private final StopSignal stop;
  private final Platform platform;
  private final Patience patience;

  private boolean finished;
  private Optional<RunVerdict> verdict = Optional.empty();
  private Optional<String> aborted = Optional.empty();

  RunFollower(Plan plan, Clock clock, StopSignal stop, Platform platform) {
    this.clock = clock;
    this.stop = stop;
    this.platform = platform;
    this.patience = new Patience(plan, platform.kafka().bootstrapServers(), clock.epochMicros());
  }

  /**
   * Follows the run to its end. When it cannot, the services are asked to end the run all the same.
   *
   * @param topics tells this follower too
   */
  Ending follow(RunTopics topics, RunSubmission submission)
      throws ExecutionException, InterruptedException, TimeoutException {
    submission.submit();
    Ending ending;
    try {
      ending = awaitEnding(topics, submission);
    } catch (ExecutionException | TimeoutException | RuntimeException failure) {
      tryToEnd(submission);
      throw failure;
    }
    if (ending instanceof Ending.Unfinished && aborted.isEmpty()) {
      tryToEnd(submission);
    }
    if (!(ending instanceof Ending.PartFailed)) {
      hearLastWords(topics);
    }
    return ending;
  }

  private Ending awaitEnding(RunTopics topics, RunSubmission submission)
      throws ExecutionException, InterruptedException, TimeoutException {
    Optional<Ending> ending = Optional.empty();
    while (ending.isEmpty()) {
      if (topics.poll(POLL)) {
        patience.heard(clock.epochMicros());
      }
      if (stop.requested()) {
        requestAbort(submission, stop.reason());
      }
      ending = ending();
    }
    return ending.get();
  }

  /** Whatever comes of that, how the run ended for this follower is known already. */
  private void tryToEnd(RunSubmission submission) throws InterruptedException {
    try {
      requestAbort(submission, "nobody follows the run any longer");
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      LOG.log(Level.WARNING, "the services could not be asked to end the run", e);
    }
  }

  private static void hearLastWords(RunTopics topics) {
    try {
      topics.drain(LAST_WORDS);
    } catch (RuntimeException e) {
      LOG.log(Level.WARNING, "what came after the end of the run could not be heard", e);
    }
  }

  @Override
  public void runEvent(RunEvent event) {
    switch (event) {
      case RunEvent.Submitted _, RunEvent.AbortRequested _ -> {}
      case RunEvent.Prepared _, RunEvent.Started _ -> patience.pickedUp();
      case RunEvent.Aborted end -> aborted = Optional.of(end.reason());
      case RunEvent.Finished _ -> finished = true;
    }
  }

  @Override
  public void verdict(RunVerdict news) {
    verdict = Optional.of(news);
  }

  private void requestAbort(RunSubmission submission, String reason)
      throws ExecutionException, InterruptedException, TimeoutException {
    if (!patience.isAbortRequested()) {
      submission.requestAbort(reason);
      patience.abortRequested(clock.epochMicros());
    }
  }

  private Optional<Ending> ending() {
    if (finished && verdict.isPresent()) {
      return verdict.map(RunVerdict::verdict).map(Ending.Judged::new);
    }
    if (aborted.isPresent()) {
      return aborted.map(Ending.Unfinished::new);
    }
    return platform
        .failure()
        .<Ending>map(Ending.PartFailed::new)
        .or(() -> patience.lost(clock.epochMicros()).map(Ending.Unfinished::new));
  }
}
