package dev.faultline.cli.run;

import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.Step;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.time.Clock;
import dev.faultline.core.verdict.RunVerdict;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Submits a run and listens until it is over, or until waiting has lost its sense. Not thread-safe.
 */
final class RunFollower implements RunObserver {

  private static final Duration POLL = Duration.ofMillis(100);
  private static final Duration PICK_UP = Duration.ofSeconds(30);
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final Duration LAST_WORDS = Duration.ofSeconds(5);
  private static final Duration ABORT_MARGIN = Duration.ofSeconds(15);

  private final Plan plan;
  private final Clock clock;
  private final StopSignal stop;
  private final Platform platform;

  private boolean pickedUp;
  private boolean finished;
  private Optional<RunVerdict> verdict = Optional.empty();
  private Optional<String> aborted = Optional.empty();

  RunFollower(Plan plan, Clock clock, StopSignal stop, Platform platform) {
    this.plan = plan;
    this.clock = clock;
    this.stop = stop;
    this.platform = platform;
  }

  /**
   * Follows the run to its end.
   *
   * @param topics tells this follower too
   */
  Ending follow(RunTopics topics, RunSubmission submission)
      throws ExecutionException, InterruptedException, TimeoutException {
    submission.submit();
    Waiting waiting = new Waiting(clock.epochMicros());
    Optional<Ending> ending = Optional.empty();
    while (ending.isEmpty()) {
      if (topics.poll(POLL)) {
        waiting.heard(clock.epochMicros());
      }
      if (stop.requested() && !waiting.abortRequested()) {
        submission.requestAbort(stop.reason());
        waiting.abortRequested(clock.epochMicros());
      }
      ending = ending(waiting);
    }
    if (ending.get() instanceof Ending.Unfinished
        && aborted.isEmpty()
        && !waiting.abortRequested()) {
      submission.requestAbort("nobody follows the run any longer");
    }
    topics.drain(LAST_WORDS);
    return ending.get();
  }

  @Override
  public void runEvent(RunEvent event) {
    switch (event) {
      case RunEvent.Submitted submitted -> {}
      case RunEvent.AbortRequested request -> {}
      case RunEvent.Prepared prepared -> pickedUp = true;
      case RunEvent.Started started -> pickedUp = true;
      case RunEvent.Aborted event1 -> aborted = Optional.of(event1.reason());
      case RunEvent.Finished event1 -> finished = true;
    }
  }

  @Override
  public void verdict(RunVerdict news) {
    verdict = Optional.of(news);
  }

  private Optional<Ending> ending(Waiting waiting) {
    if (finished && verdict.isPresent()) {
      return verdict.map(RunVerdict::verdict).map(Ending.Judged::new);
    }
    if (aborted.isPresent()) {
      return aborted.map(Ending.Unfinished::new);
    }
    return platform
        .failure()
        .<Ending>map(Ending.PartFailed::new)
        .or(() -> waiting.lostItsSense(clock.epochMicros()).map(Ending.Unfinished::new));
  }

  private Duration abortPatience() {
    Duration longest = Duration.ZERO;
    for (var scenario : plan.scenarios()) {
      for (Step step : scenario.steps()) {
        Duration lasts =
            switch (step) {
              case Step.Request request -> request.timeout();
              case Step.Pause pause -> pause.duration();
            };
        longest = longest.plus(lasts);
      }
    }
    return longest.plus(ABORT_MARGIN);
  }

  /** Since when the follower waits for what. */
  private final class Waiting {

    private final long submittedMicros;
    private long heardMicros;
    private Optional<Long> abortMicros = Optional.empty();

    Waiting(long submittedMicros) {
      this.submittedMicros = submittedMicros;
      this.heardMicros = submittedMicros;
    }

    void heard(long atMicros) {
      heardMicros = atMicros;
    }

    void abortRequested(long atMicros) {
      abortMicros = Optional.of(atMicros);
    }

    boolean abortRequested() {
      return abortMicros.isPresent();
    }

    Optional<String> lostItsSense(long now) {
      if (abortMicros.isPresent() && isOver(abortPatience(), abortMicros.get(), now)) {
        return Optional.of(
            "the services did not end the run within %d s of being asked to"
                .formatted(abortPatience().toSeconds()));
      }
      if (!pickedUp && isOver(PICK_UP, submittedMicros, now)) {
        return Optional.of(
            "no service picked the run up within %d s: are generator, chaos-injector, aggregator and regression-detector running against %s?"
                .formatted(PICK_UP.toSeconds(), platform.kafka().bootstrapServers()));
      }
      if (isOver(SILENCE, heardMicros, now)) {
        return Optional.of("nothing was heard of the run for %d s".formatted(SILENCE.toSeconds()));
      }
      return Optional.empty();
    }

    private static boolean isOver(Duration patience, long since, long now) {
      return now - since > TimeUnit.NANOSECONDS.toMicros(patience.toNanos());
    }
  }
}
