package dev.faultline.chaos;

import dev.faultline.chaos.lifecycle.RecordedTimeline;
import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import java.util.ArrayList;
import java.util.List;

/** A journal in memory; one log for both kinds of entries, in their order. */
final class ManualJournal implements RunJournal {

  private final List<String> log = new ArrayList<>();
  private final RecordedTimeline timeline = new RecordedTimeline(log);
  private final List<RunEvent> runs = new ArrayList<>();
  private final List<RunId> ended = new ArrayList<>();

  /** The runs of which nothing is left. */
  List<RunId> ended() {
    return ended;
  }

  List<String> log() {
    return log;
  }

  RecordedTimeline timeline() {
    return timeline;
  }

  List<RunEvent> runs() {
    return runs;
  }

  @Override
  public boolean append(RunEvent event) {
    runs.add(event);
    log.add(event.getClass().getSimpleName());
    return true;
  }

  @Override
  public void ended(RunId runId) {
    ended.add(runId);
  }

  @Override
  public boolean append(FaultEvent event) {
    return timeline.append(event);
  }

  @Override
  public void append(FaultProgress progress) {
    timeline.append(progress);
    if (progress.finished()) {
      log.add("finished");
    }
  }
}
