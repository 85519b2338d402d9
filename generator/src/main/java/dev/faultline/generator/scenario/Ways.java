package dev.faultline.generator.scenario;

import java.util.ArrayList;
import java.util.List;

/** The ways that a track goes at once; over when each of them is. On the event loop only. */
final class Ways {

  private final Track parent;
  private final List<Program> programs;
  private final List<Way> tracks = new ArrayList<>();
  private int running;
  private boolean allFinished = true;
  private boolean allAnswered = true;
  private long endedMicros;

  Ways(Track parent, List<Program> programs) {
    this.parent = parent;
    this.programs = programs;
    this.running = programs.size();
  }

  /** One of them. */
  private final class Way extends Track {

    Way(Program program, long intendedMicros) {
      super(parent.runner(), parent.values().onWay(), program, intendedMicros);
    }

    @Override
    boolean cleansUp() {
      return parent.cleansUp();
    }

    @Override
    void ended(Measurement measurement) {
      parent.ended(measurement);
    }

    @Override
    void finished() {
      over(this, true);
    }

    @Override
    void cutShort() {
      over(this, false);
    }
  }

  void begin(long intendedMicros) {
    programs.forEach(program -> tracks.add(new Way(program, intendedMicros)));
    List.copyOf(tracks).forEach(Track::proceed);
  }

  private void over(Way way, boolean finished) {
    tracks.remove(way);
    running--;
    allFinished &= finished;
    allAnswered &= way.answered();
    endedMicros = Math.max(endedMicros, way.intendedMicros());
    if (running == 0) {
      parent.joined(allFinished, allAnswered, endedMicros);
    }
  }

  void endThinking() {
    List.copyOf(tracks).forEach(Track::endThinking);
  }

  long waitMicros(long atMicros) {
    return tracks.stream().mapToLong(way -> way.waitMicros(atMicros)).max().orElse(0);
  }
}
