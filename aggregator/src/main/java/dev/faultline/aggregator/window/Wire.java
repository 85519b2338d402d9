package dev.faultline.aggregator.window;

import dev.faultline.core.result.GeneratorHealth;
import dev.faultline.core.run.RunId;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.UUID;

/**
 * How the domain's types look in the aggregator's own state and between its stages. Every record
 * made of them begins with {@link #VERSION}; another version is refused, never guessed at.
 */
final class Wire {

  /** Changes with every change of a format in this package. */
  static final byte VERSION = 4;

  private Wire() {}

  static void writeVersion(DataOutput out) throws IOException {
    out.writeByte(VERSION);
  }

  static void readVersion(DataInput in) throws IOException {
    byte version = in.readByte();
    if (version != VERSION) {
      throw new IOException("internal format " + version + ", this aggregator reads " + VERSION);
    }
  }

  static void writeRunId(DataOutput out, RunId runId) throws IOException {
    out.writeLong(runId.value().getMostSignificantBits());
    out.writeLong(runId.value().getLeastSignificantBits());
  }

  static RunId readRunId(DataInput in) throws IOException {
    return new RunId(new UUID(in.readLong(), in.readLong()));
  }

  static void writeHealth(DataOutput out, GeneratorHealth health) throws IOException {
    out.writeLong(health.maxSchedulingLagMicros());
    out.writeDouble(health.bufferFill());
    out.writeLong(health.unreported());
    out.writeDouble(health.spillFill());
  }

  static GeneratorHealth readHealth(DataInput in) throws IOException {
    return new GeneratorHealth(in.readLong(), in.readDouble(), in.readLong(), in.readDouble());
  }
}
