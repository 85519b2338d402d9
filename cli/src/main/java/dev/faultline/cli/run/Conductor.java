package dev.faultline.cli.run;

import dev.faultline.cli.process.FolderRemoval;
import dev.faultline.cli.process.FreePorts;
import dev.faultline.core.plan.Plan;
import dev.faultline.core.plan.Proxy;
import dev.faultline.core.run.RunId;
import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaClients;
import dev.faultline.schemas.Topics;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.random.RandomGenerator;

/**
 * Takes a run from its request to its record: sets up what carries it, follows it, and takes
 * everything down again, whatever happens in between.
 */
public final class Conductor {

  private static final Logger LOG = System.getLogger(Conductor.class.getName());

  private final Clock clock;
  private final RandomGenerator random;
  private final StopSignal stop;

  /**
   * @param random for the run's id and for ports
   */
  public Conductor(Clock clock, RandomGenerator random, StopSignal stop) {
    this.clock = clock;
    this.random = random;
    this.stop = stop;
  }

  /**
   * Conducts one run.
   *
   * @param observer hears everything about the run as it happens
   * @throws UnreachableException when the users' Kafka is not there
   * @throws StoppedException when the user ended it before it began
   * @throws RunFailedException when it could not begin for any other reason
   */
  public RunOutcome conduct(RunRequest request, RunObserver observer)
      throws UnreachableException, StoppedException, RunFailedException {
    RunId runId = RunId.create(clock, random);
    RunFolder folder = RunFolder.of(request.out(), runId);
    try {
      Files.createDirectories(folder.path());
      try (RunLogging _ = new RunLogging(folder.log())) {
        return conduct(runId, request, folder, observer);
      } catch (UnreachableException | StoppedException e) {
        FolderRemoval.remove(folder.path()); // nothing was run: there is nothing to keep
        throw e;
      }
    } catch (IOException e) {
      throw new RunFailedException("cannot write into " + folder.path() + ": " + e.getMessage(), e);
    }
  }

  private RunOutcome conduct(
      RunId runId, RunRequest request, RunFolder folder, RunObserver observer)
      throws UnreachableException, StoppedException, RunFailedException {
    long sinceMicros = clock.epochMicros();
    Optional<RunOutcome> outcome = Optional.empty();
    try (RunLock lock = RunLock.take(folder, proxies(request), LastResort.of(request));
        Children children = Children.start(request.children(), folder, lock);
        Platform platform = platform(request, folder, lock)) {
      children.awaitReady();
      stop.check();
      RunLog log = new RunLog();
      RunObserver all =
          new RunObservers(List.of(log, new EventsLog(folder.eventsLog()), lock, observer));
      all.opened(opened(runId, request.plan(), folder, platform));
      Ending ending = follow(runId, request, platform, all);
      record(runId, platform, sinceMicros, folder);
      RunRecord record = log.record(runId, request.plan(), ending);
      outcome = Optional.of(new RunOutcome(record, ending, folder.path(), stop.requested()));
    } catch (IOException | RuntimeException | InterruptedException e) {
      LOG.log(Level.ERROR, "the run failed", e);
      if (outcome.isEmpty()) {
        throw new RunFailedException(e.getMessage() + " (details: " + folder.log() + ")", e);
      }
    }
    return outcome.get();
  }

  private Platform platform(RunRequest request, RunFolder folder, RunLock lock)
      throws IOException, UnreachableException, StoppedException, InterruptedException {
    if (request.bootstrap().isPresent()) {
      return UsersKafka.connect(
          new KafkaEnvironment(System.getenv()).settings(request.bootstrap().get()));
    }
    FreePorts ports = new FreePorts(random);
    return LocalPlatform.start(folder, lock, request, ports, clock, stop);
  }

  /** What goes wrong from here on ends the run, but what was measured is kept. */
  private Ending follow(RunId runId, RunRequest request, Platform platform, RunObserver all) {
    RunFollower follower = new RunFollower(request.plan(), clock, stop, platform);
    RunObserver both = new RunObservers(List.of(all, follower));
    try (RunTopics topics = new RunTopics(RunTopics.consumer(platform.kafka()), runId, both);
        RunSubmission submission =
            new RunSubmission(
                KafkaClients.eventProducer(platform.kafka(), Topics.RUNS),
                runId,
                request.source(),
                clock)) {
      return follower.follow(topics, submission);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      LOG.log(Level.ERROR, "the run cannot be followed any longer", e);
      return new Ending.PartFailed("the run cannot be followed any longer: " + e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Ending.Unfinished("the thread that follows the run was told to stop");
    }
  }

  private static void record(RunId runId, Platform platform, long sinceMicros, RunFolder folder) {
    if (platform.failure().isPresent()) {
      LOG.log(Level.WARNING, "topics are not recorded: {0}", platform.failure().get());
      return;
    }
    try {
      long sinceMillis = TimeUnit.MICROSECONDS.toMillis(sinceMicros);
      new TopicRecorder(platform.kafka()).record(runId, sinceMillis, folder.topics());
    } catch (IOException | RuntimeException e) {
      // The run itself is judged; a missing recording must not hide its verdict.
      LOG.log(Level.ERROR, "the topics could not be recorded completely", e);
    }
  }

  private static OpenedRun opened(RunId runId, Plan plan, RunFolder folder, Platform platform) {
    String kafka = platform.kafka().bootstrapServers();
    return new OpenedRun(runId, plan, folder.path(), kafka, platform.metricsUrl());
  }

  /** Those that this process opens; on the users' Kafka it is a service elsewhere that does. */
  private static List<String> proxies(RunRequest request) {
    if (request.bootstrap().isPresent()) {
      return List.of();
    }
    return request.plan().proxies().stream()
        .map(Proxy::listen)
        .map(address -> address.getHostString() + ":" + address.getPort())
        .toList();
  }
}
