package dev.faultline.chaos;

import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Answers for the runs of the partitions that this injector owns: ends what a dead injector left on
 * them, begins what is submitted to them, and lets go of what is on them before somebody else gets
 * them. Not thread-safe.
 */
record RunOwner(HistoryReader histories, Reconciliation reconciliation, RunFollower runs)
    implements RunSubscription.Owner {

  void received(List<RunEvent> events) {
    runs.received(events);
  }

  @Override
  public Map<Integer, Long> taken(Collection<Integer> partitions) {
    HistoryReader.Found found = histories.read(partitions);
    found
        .runs()
        .forEach(
            (runId, history) -> {
              if (history.abandoned()) {
                reconciliation.settle(runId, history);
              }
            });
    runs.received(
        found.runs().values().stream()
            .map(RunHistory::waiting)
            .flatMap(Optional::stream)
            .map(RunEvent.class::cast)
            .toList());
    return found.nextOffsets();
  }

  @Override
  public void givenUp(Predicate<RunId> theirs) {
    runs.leave(
        runs.running().stream().filter(theirs).toList(),
        "its chaos-injector lost contact with Kafka");
  }

  void leaveAll(String reason) {
    runs.leave(runs.running(), reason);
  }
}
