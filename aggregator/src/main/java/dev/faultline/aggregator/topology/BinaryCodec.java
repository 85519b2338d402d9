package dev.faultline.aggregator.topology;

import dev.faultline.schemas.Codec;
import dev.faultline.schemas.UndecodableException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The aggregator's own formats as codecs. They never leave its internal topics, so they are no part
 * of the schemas.
 */
record BinaryCodec<T>(Writer<T> writer, Reader<T> reader) implements Codec<T> {

  /** Writes a value. */
  interface Writer<T> {
    void write(DataOutput out, T value) throws IOException;
  }

  /** Reads what the {@link Writer} wrote. */
  interface Reader<T> {
    T read(DataInput in) throws IOException;
  }

  @Override
  public byte[] encode(T value) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writer.write(new DataOutputStream(bytes), value);
    } catch (IOException e) {
      throw new UncheckedIOException("memory does not fail", e);
    }
    return bytes.toByteArray();
  }

  @Override
  public T decode(byte[] bytes) {
    try {
      return reader.read(new DataInputStream(new ByteArrayInputStream(bytes)));
    } catch (IOException | IllegalArgumentException e) {
      throw new UndecodableException("no state of this aggregator: " + e.getMessage(), e);
    }
  }
}
