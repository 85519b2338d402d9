package dev.faultline.cli.replay;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultPhase;
import dev.faultline.core.result.Outcome;
import dev.faultline.core.result.RequestResult;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.Topic;
import dev.faultline.schemas.Topics;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** A copy of a recorded run in which somebody changed something. */
public final class TamperedRun {

  private final RecordingFixture copy;
  private final List<Map.Entry<String, WindowStats>> windows = new ArrayList<>();

  private TamperedRun(RecordedRun run) throws BadRecordingException {
    copy = RecordingFixture.of(run.recording());
    new Places(run.startMicros())
        .of(Topics.WINDOWS, run.answer().windows())
        .forEach(
            (place, record) -> {
              if (Topics.WINDOWS.codec().decode(record.valueBytes()) instanceof WindowStats window
                  && window.isBase()) {
                windows.add(Map.entry(place, window));
              }
            });
  }

  /**
   * A window of the run as it was recorded.
   *
   * @param place how a difference in it is to be named
   */
  public record Window(String place, long ok, long bytesReceived) {}

  /** As it was. */
  public static TamperedRun of(Path run) throws BadRecordingException {
    return new TamperedRun(RecordedRun.open(run));
  }

  /** The nth base window, from 0. */
  public Window window(int nth) {
    WindowStats window = windows.get(nth).getValue();
    return new Window(
        windows.get(nth).getKey(), window.outcomes().get(Outcome.OK), window.bytesReceived());
  }

  /** Makes an error of one good result that completed in the nth window. */
  public void failAResultOfWindow(int nth) {
    WindowStats window = windows.get(nth).getValue();
    changeFirst(
        Topics.RESULTS,
        record ->
            record instanceof RequestResult result
                    && result.outcome() == Outcome.OK
                    && result.completedMicros() >= window.startMicros()
                    && result.completedMicros() < window.endMicros()
                ? Optional.of(failed(result))
                : Optional.empty());
  }

  /** Adds to the bytes that the recorded nth window has received. */
  public void addBytesToWindow(int nth, long bytes) {
    WindowStats window = windows.get(nth).getValue();
    changeFirst(
        Topics.WINDOWS,
        record -> record.equals(window) ? Optional.of(plus(window, bytes)) : Optional.empty());
  }

  /** Moves the event that a fault became active. */
  public void moveActive(long byMicros) {
    changeFirst(
        Topics.FAULTS,
        record ->
            record instanceof FaultEvent event && event.phase() == FaultPhase.ACTIVE
                ? Optional.of(
                    new FaultEvent(
                        event.runId(),
                        event.fault(),
                        event.kind(),
                        event.target(),
                        event.phase(),
                        event.atMicros() + byMicros,
                        event.detail()))
                : Optional.empty());
  }

  /** Writes it as the recorder does. */
  public void write(Path run) throws IOException {
    copy.write(run);
  }

  private <T> void changeFirst(Topic<T> topic, Function<T, Optional<? extends T>> change) {
    List<RecordedRecord> records = copy.records(topic);
    for (int i = 0; i < records.size(); i++) {
      Optional<? extends T> changed =
          change.apply(topic.codec().decode(records.get(i).valueBytes()));
      if (changed.isPresent()) {
        records.set(i, records.get(i).with(topic.codec().encode(changed.get())));
        return;
      }
    }
    throw new AssertionError("nothing to change on " + topic.name());
  }

  private static RequestResult failed(RequestResult result) {
    return new RequestResult(
        result.runId(),
        result.shard(),
        result.epoch(),
        result.seq(),
        result.scenario(),
        result.step(),
        result.intendedStartMicros(),
        result.sendDelayMicros(),
        result.serviceTimeMicros(),
        Outcome.ERROR,
        result.status(),
        result.error(),
        result.bytesSent(),
        result.bytesReceived());
  }

  private static WindowStats plus(WindowStats window, long bytes) {
    return new WindowStats(
        window.series(),
        window.startMicros(),
        window.sizeMicros(),
        window.outcomes(),
        window.statuses(),
        window.responseTime(),
        window.serviceTime(),
        window.bytesSent(),
        window.bytesReceived() + bytes,
        window.offered(),
        window.dropped(),
        window.inFlight(),
        window.oldestInFlightAgeMicros(),
        window.missing(),
        window.health());
  }
}
