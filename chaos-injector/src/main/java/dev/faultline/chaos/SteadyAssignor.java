package dev.faultline.chaos;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.TopicPartition;

/**
 * Lets every member of the group keep what it has and gives out only what nobody has: a run that is
 * under way must not lose its injector because another one joins. That one stands by, and takes
 * over when one of the others leaves or dies.
 *
 * <p>Kafka makes instances of it by its name.
 */
public final class SteadyAssignor implements ConsumerPartitionAssignor {

  /** Who says that it has a partition, and since which round of the group. */
  private record Claim(String member, int generation) {}

  @Override
  public String name() {
    return "faultline-steady";
  }

  @Override
  public List<RebalanceProtocol> supportedProtocols() {
    return List.of(RebalanceProtocol.COOPERATIVE);
  }

  @Override
  public GroupAssignment assign(Cluster cluster, GroupSubscription group) {
    Map<TopicPartition, Claim> claims = claims(group);
    Map<String, List<TopicPartition>> shares = new TreeMap<>();
    group.groupSubscription().keySet().forEach(member -> shares.put(member, new ArrayList<>()));
    List<TopicPartition> free = new ArrayList<>();
    for (TopicPartition partition : partitions(cluster, group)) {
      Claim claim = claims.get(partition);
      (claim == null ? free : shares.get(claim.member())).add(partition);
    }
    for (TopicPartition partition : free) {
      shares.values().stream()
          .min(Comparator.comparingInt(List::size))
          .orElseThrow()
          .add(partition);
    }
    Map<String, Assignment> assignments = new HashMap<>();
    shares.forEach((member, share) -> assignments.put(member, new Assignment(share)));
    return new GroupAssignment(assignments);
  }

  /** A member that was away may still claim what was given to another since: the newest wins. */
  private static Map<TopicPartition, Claim> claims(GroupSubscription group) {
    Map<TopicPartition, Claim> claims = new HashMap<>();
    group
        .groupSubscription()
        .forEach(
            (member, subscription) -> {
              Claim claim = new Claim(member, subscription.generationId().orElse(-1));
              subscription
                  .ownedPartitions()
                  .forEach(
                      partition ->
                          claims.merge(
                              partition,
                              claim,
                              (one, other) ->
                                  one.generation() >= other.generation() ? one : other));
            });
    return claims;
  }

  private static List<TopicPartition> partitions(Cluster cluster, GroupSubscription group) {
    return group.groupSubscription().values().stream()
        .flatMap(subscription -> subscription.topics().stream())
        .distinct()
        .sorted()
        .flatMap(topic -> cluster.partitionsForTopic(topic).stream())
        .map(info -> new TopicPartition(info.topic(), info.partition()))
        .sorted(Comparator.comparingInt(TopicPartition::partition))
        .toList();
  }
}
