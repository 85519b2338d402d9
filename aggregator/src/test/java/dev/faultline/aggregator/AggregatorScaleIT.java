package dev.faultline.aggregator;

import dev.faultline.testkit.KillableJvm;
import dev.faultline.testkit.SharedBroker;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * Instances come and go in the middle of runs, politely or not: the committed windows are byte for
 * byte those of an undisturbed run, and what was no result is a dead letter, once.
 */
@Tag("slow")
class AggregatorScaleIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  private static final Duration SOON = Duration.ofMillis(500);

  @RegisterExtension final Chance chance = new Chance();

  @TempDir Path folder;

  @Test
  void scaled_from_one_instance_to_three_and_back_in_the_middle_of_runs() {
    try (AggregatorGroup group = new AggregatorGroup(broker.settings(), folder, chance);
        FlowingRuns runs = new FlowingRuns(broker.settings(), chance, 4, 4, 3, 2)) {
      List<KillableJvm> instances = new ArrayList<>();
      instances.add(group.start());
      runs.flow();
      instances.add(group.start());
      instances.add(group.start());
      runs.begin();
      instances.forEach(group::awaitPartitions);
      runs.flow();
      Collections.shuffle(instances, chance.random());
      chance.pass(SOON);
      instances.removeFirst().stop();
      chance.pass(SOON);
      instances.removeFirst().kill();
      runs.flow();
      runs.flowToTheEnd();
      group.awaitAllRead();
      runs.assertUndisturbed();
    }
  }

  @Test
  void a_second_instance_joins_and_one_leaves_again_and_again() {
    int times = 4;
    try (AggregatorGroup group = new AggregatorGroup(broker.settings(), folder, chance);
        FlowingRuns runs = new FlowingRuns(broker.settings(), chance, times + 1, 1, 2, 3)) {
      List<KillableJvm> instances = new ArrayList<>();
      instances.add(group.start());
      runs.flow();
      for (int i = 0; i < times; i++) {
        runs.begin();
        KillableJvm next = group.start();
        instances.add(next);
        if (chance.random().nextBoolean()) {
          group.awaitPartitions(next);
        } else {
          group.awaitMember(next);
        }
        chance.pass(SOON);
        KillableJvm leaves = chance.oneOf(instances);
        instances.remove(leaves);
        leaves.stop();
      }
      runs.flowToTheEnd();
      group.awaitAllRead();
      runs.assertUndisturbed();
    }
  }
}
