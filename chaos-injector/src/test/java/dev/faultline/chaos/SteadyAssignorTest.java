package dev.faultline.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.GroupSubscription;
import org.apache.kafka.clients.consumer.ConsumerPartitionAssignor.Subscription;
import org.apache.kafka.common.Cluster;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SteadyAssignorTest {

  private static final String TOPIC = "runs";
  private static final Node[] NO_NODES = {};

  private final Map<String, Subscription> members = new LinkedHashMap<>();

  @Test
  void theOnlyMemberGetsAll() {
    member("a", 1);

    assertThat(assigned()).isEqualTo(Map.of("a", List.of(0, 1, 2, 3)));
  }

  @Test
  void whoJoinsTakesNothingAway() {
    member("a", 1, 0, 1, 2, 3);
    member("b", -1);

    assertThat(assigned()).isEqualTo(Map.of("a", List.of(0, 1, 2, 3), "b", List.of()));
  }

  @Test
  void whatIsLeftGoesToWhoHasLeast() {
    member("a", 5, 1);
    member("b", 5);

    assertThat(assigned()).isEqualTo(Map.of("a", List.of(1, 2), "b", List.of(0, 3)));
  }

  @Test
  void ofTwoWhoClaimTheSameTheNewerGenerationHasIt() {
    member("away", 3, 0, 1, 2, 3);
    member("successor", 4, 0, 1, 2, 3);

    assertThat(assigned()).isEqualTo(Map.of("away", List.of(), "successor", List.of(0, 1, 2, 3)));
  }

  private void member(String name, int generation, Integer... owned) {
    List<TopicPartition> partitions =
        IntStream.range(0, owned.length)
            .mapToObj(i -> new TopicPartition(TOPIC, owned[i]))
            .toList();
    members.put(
        name, new Subscription(List.of(TOPIC), null, partitions, generation, Optional.empty()));
  }

  private Map<String, List<Integer>> assigned() {
    List<PartitionInfo> partitions =
        IntStream.range(0, 4)
            .mapToObj(number -> new PartitionInfo(TOPIC, number, null, NO_NODES, NO_NODES))
            .toList();
    Cluster cluster = new Cluster("test", List.of(), partitions, Set.of(), Set.of());
    Map<String, List<Integer>> numbers = new LinkedHashMap<>();
    new SteadyAssignor()
        .assign(cluster, new GroupSubscription(members))
        .groupAssignment()
        .forEach(
            (member, assignment) ->
                numbers.put(
                    member,
                    assignment.partitions().stream().map(TopicPartition::partition).toList()));
    return numbers;
  }
}
