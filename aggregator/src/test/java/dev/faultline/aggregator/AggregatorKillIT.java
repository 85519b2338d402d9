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
 * Guards exactly-once, and with it the internal hook of Kafka Streams that the live stores rely on:
 * whatever is killed whenever, the committed windows are byte for byte those of an undisturbed run,
 * and what was no result is a dead letter, once.
 */
@Tag("slow")
class AggregatorKillIT {

  @RegisterExtension static final SharedBroker broker = new SharedBroker();

  @RegisterExtension final Chance chance = new Chance();

  @TempDir Path folder;

  /** When an aggregator is killed. */
  private enum Moment {
    /** The broker may not have heard of it. */
    STARTING,
    /** A member of the group, which may wait for those killed before to be missed. */
    JOINING,
    /** It has partitions and may still restore their state. */
    TAKING_OVER,
    /** What it has read since its start is on the topic. */
    WORKING
  }

  @Test
  void killed_again_and_again_at_any_moment_it_writes_the_windows_of_an_undisturbed_run() {
    List<Moment> moments = new ArrayList<>(List.of(Moment.values()));
    Collections.shuffle(moments, chance.random());
    moments.addFirst(Moment.WORKING);
    try (AggregatorGroup group = new AggregatorGroup(broker.settings(), folder, chance);
        FlowingRuns runs = new FlowingRuns(broker.settings(), chance, moments.size(), 1, 2, 3)) {
      for (Moment moment : moments) {
        KillableJvm aggregator = group.start();
        runs.begin();
        chance.note(moment.toString());
        switch (moment) {
          case STARTING -> {}
          case JOINING -> group.awaitMember(aggregator);
          case TAKING_OVER -> group.awaitPartitions(aggregator);
          case WORKING -> runs.awaitWindows();
        }
        chance.pass(Duration.ofMillis(500));
        aggregator.kill();
      }
      group.start();
      runs.flowToTheEnd();
      group.awaitAllRead();
      runs.assertUndisturbed();
    }
  }
}
