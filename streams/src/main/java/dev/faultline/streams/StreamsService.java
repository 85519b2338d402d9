package dev.faultline.streams;

import dev.faultline.core.time.Clock;
import dev.faultline.schemas.KafkaSettings;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.apache.kafka.streams.CloseOptions;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.Topology;

/**
 * A topology at work, exactly once, in threads of its own. All that must survive is on Kafka; the
 * state folder holds only what makes a restart faster. Thread-safe.
 */
public final class StreamsService implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(StreamsService.class.getName());
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final KafkaStreams streams;
  private final FailurePolicy policy;

  private StreamsService(KafkaStreams streams, FailurePolicy policy) {
    this.streams = streams;
    this.policy = policy;
  }

  /**
   * Begins to work.
   *
   * @param name of the service; {@code faultline-} and this is its application id
   * @param stateDir a folder of this instance's own; whoever gave it deletes it
   */
  public static StreamsService start(
      String name, Topology topology, KafkaSettings kafka, Path stateDir) {
    return start(name, topology, Set.of(), kafka, stateDir);
  }

  /**
   * Begins to work on topics whose records are many and small.
   *
   * @param joinedTopics input topics whose values reach the topology as {@link PolledRecords}, all
   *     that a poll brings of a partition at once; the topology must expect it
   */
  public static StreamsService start(
      String name,
      Topology topology,
      Set<String> joinedTopics,
      KafkaSettings kafka,
      Path stateDir) {
    Properties properties =
        StreamsProperties.of("faultline-" + name, joinedTopics, kafka, stateDir);
    KafkaStreams streams = new KafkaStreams(topology, properties, new JoiningClients(joinedTopics));
    FailurePolicy policy = new FailurePolicy(name, Clock.system());
    streams.setUncaughtExceptionHandler(policy);
    streams.start();
    return new StreamsService(streams, policy);
  }

  /** Whether it can do its work: false once it was closed or has failed for good. */
  public boolean alive() {
    State state = streams.state();
    return state == State.CREATED || state.isRunningOrRebalancing();
  }

  /** Records of the assigned partitions that wait to be read, as of the consumers' last polls. */
  double lag() {
    return ConsumerLag.of(streams.metrics());
  }

  /** Stream threads that have failed so far. */
  long failures() {
    return policy.failures();
  }

  /** Commits what has been read, leaves the group and stops. Calling it again does nothing. */
  @Override
  public void close() {
    boolean stopped =
        streams.close(
            CloseOptions.groupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP)
                .withTimeout(CLOSE_TIMEOUT));
    if (!stopped) {
      LOG.log(
          Level.WARNING,
          "Did not stop within {0} s; its threads still end",
          CLOSE_TIMEOUT.toSeconds());
    }
  }
}
