package dev.faultline.generator;

import static org.awaitility.Awaitility.await;

import dev.faultline.schemas.KafkaSettings;
import dev.faultline.testkit.KillableJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.MemberDescription;

/** Generators in processes of their own that share the load; all are gone when it is closed. */
final class GeneratorGroup implements AutoCloseable {

  private static final String ID = "faultline-generator";
  private static final int PARTITIONS = 8;
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final KafkaSettings kafka;
  private final Admin admin;
  private final List<KillableJvm> running = new ArrayList<>();

  /** Members of former tests stay in the group until the broker misses them. */
  private final String ours = "generator-" + UUID.randomUUID() + "-";

  GeneratorGroup(KafkaSettings kafka) {
    this.kafka = kafka;
    admin = Admin.create(kafka.clientProperties());
  }

  /** Starts so many more, and waits until all share the partitions evenly. */
  List<KillableJvm> grow(int more) {
    List<KillableJvm> started = new ArrayList<>();
    for (int i = 0; i < more; i++) {
      KillableJvm process = GeneratorProcess.start(ours + (running.size() + 1), kafka);
      running.add(process);
      started.add(process);
    }
    await("all share the load").atMost(PATIENCE).until(this::isEven);
    return started;
  }

  private boolean isEven() {
    running.forEach(KillableJvm::assertAlive);
    Collection<MemberDescription> members = members();
    List<Integer> shares =
        members.stream().map(member -> member.assignment().topicPartitions().size()).toList();
    return members.stream().allMatch(member -> member.clientId().startsWith(ours))
        && shares.size() == running.size()
        && shares.stream().mapToInt(Integer::intValue).sum() == PARTITIONS
        && shares.stream().allMatch(share -> share >= PARTITIONS / running.size());
  }

  private Collection<MemberDescription> members() {
    try {
      return admin.describeConsumerGroups(List.of(ID)).all().get().get(ID).members();
    } catch (ExecutionException e) {
      return List.of(); // Nobody has ever joined it.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  @Override
  public void close() {
    running.forEach(KillableJvm::close);
    admin.close(Duration.ZERO);
  }
}
