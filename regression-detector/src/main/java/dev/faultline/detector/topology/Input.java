package dev.faultline.detector.topology;

import dev.faultline.core.fault.FaultEvent;
import dev.faultline.core.fault.FaultProgress;
import dev.faultline.core.fault.FaultRecord;
import dev.faultline.core.resource.ResourceRecord;
import dev.faultline.core.run.RunEvent;
import dev.faultline.core.run.RunId;
import dev.faultline.core.window.RunProgress;
import dev.faultline.core.window.WindowRecord;
import dev.faultline.core.window.WindowStats;
import dev.faultline.schemas.Topics;
import dev.faultline.schemas.UndecodableException;

/** A record of one of the topics that the detector reads. */
sealed interface Input {

  RunId runId();

  /** The event time it speaks of, microseconds since the epoch. */
  long atMicros();

  record OfRun(RunEvent event) implements Input {
    @Override
    public RunId runId() {
      return event.runId();
    }

    @Override
    public long atMicros() {
      return event.atMicros();
    }
  }

  record OfWindows(WindowRecord record) implements Input {
    @Override
    public RunId runId() {
      return record.runId();
    }

    @Override
    public long atMicros() {
      return switch (record) {
        case WindowStats window -> window.endMicros();
        case RunProgress progress -> progress.watermarkMicros();
      };
    }
  }

  record OfFaults(FaultRecord record) implements Input {
    @Override
    public RunId runId() {
      return record.runId();
    }

    @Override
    public long atMicros() {
      return switch (record) {
        case FaultEvent event -> event.atMicros();
        case FaultProgress progress -> progress.watermarkMicros();
      };
    }
  }

  record OfResources(ResourceRecord record) implements Input {
    @Override
    public RunId runId() {
      return record.runId();
    }

    @Override
    public long atMicros() {
      return record.atMicros();
    }
  }

  /** The topics, each with the tag under which its records are kept. */
  enum Source {
    RUNS(0),
    WINDOWS(1),
    FAULTS(2),
    RESOURCES(3);

    private final byte tag;

    Source(int tag) {
      this.tag = (byte) tag;
    }

    byte tag() {
      return tag;
    }

    static Source ofTag(byte tag) {
      return switch (tag) {
        case 0 -> RUNS;
        case 1 -> WINDOWS;
        case 2 -> FAULTS;
        case 3 -> RESOURCES;
        default -> throw new UndecodableException("no record of the journal has tag " + tag);
      };
    }

    static Source ofTopic(String topic) {
      if (topic.equals(Topics.RUNS.name())) {
        return RUNS;
      }
      if (topic.equals(Topics.RESOURCES.name())) {
        return RESOURCES;
      }
      return topic.equals(Topics.WINDOWS.name()) ? WINDOWS : FAULTS;
    }

    /**
     * @throws UndecodableException when the bytes are no record of the topic
     */
    Input decode(byte[] value) {
      if (value == null) {
        throw new UndecodableException("a record without a value");
      }
      return switch (this) {
        case RUNS -> new OfRun(Topics.RUNS.codec().decode(value));
        case WINDOWS -> new OfWindows(Topics.WINDOWS.codec().decode(value));
        case FAULTS -> new OfFaults(Topics.FAULTS.codec().decode(value));
        case RESOURCES -> new OfResources(Topics.RESOURCES.codec().decode(value));
      };
    }
  }
}
