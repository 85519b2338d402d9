package dev.faultline.schemas;

import dev.faultline.schemas.mapping.Mapping;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/**
 * Avro's single-object encoding: the marker {@code C3 01}, the CRC-64-AVRO fingerprint of the
 * writer's schema (little-endian), the record. The fingerprint tells which of a topic's record
 * types follows and in which version.
 *
 * @see <a href="https://avro.apache.org/docs/1.12.0/specification/#single-object-encoding">Avro
 *     specification</a>
 */
final class AvroCodec<T> implements Codec<T> {

  static final short MARKER = (short) 0xC301;
  static final int HEADER_LENGTH = 10;

  private final List<RecordFormat<? extends T, ?>> formats;

  private AvroCodec(List<RecordFormat<? extends T, ?>> formats) {
    this.formats = List.copyOf(formats);
  }

  /** For a topic with one record type. */
  static <T> AvroCodec<T> of(Mapping<T, ?> only) {
    return of(SchemaStore.SHIPPED, List.of(only));
  }

  /** For a topic with two record types. */
  static <T> AvroCodec<T> of(Mapping<? extends T, ?> one, Mapping<? extends T, ?> other) {
    return of(SchemaStore.SHIPPED, List.of(one, other));
  }

  static <T> AvroCodec<T> of(SchemaStore schemas, List<Mapping<? extends T, ?>> mappings) {
    return new AvroCodec<>(
        mappings.stream().<RecordFormat<? extends T, ?>>map(m -> format(m, schemas)).toList());
  }

  private static <D, A extends org.apache.avro.specific.SpecificRecord> RecordFormat<D, A> format(
      Mapping<D, A> mapping, SchemaStore schemas) {
    return new RecordFormat<>(mapping, schemas);
  }

  @Override
  public byte[] encode(T value) {
    for (RecordFormat<? extends T, ?> format : formats) {
      if (format.writes(value)) {
        return format.encode(value);
      }
    }
    throw new IllegalArgumentException("no record type of this topic: " + value);
  }

  @Override
  public T decode(byte[] bytes) {
    if (bytes.length < HEADER_LENGTH) {
      throw new UndecodableException(
          "%d bytes are too short for a record's header".formatted(bytes.length));
    }
    ByteBuffer header = ByteBuffer.wrap(bytes);
    if (header.getShort() != MARKER) {
      throw new UndecodableException(
          "no single-object encoding: it begins with %02X %02X, not C3 01"
              .formatted(bytes[0], bytes[1]));
    }
    long fingerprint = header.order(ByteOrder.LITTLE_ENDIAN).getLong();
    for (RecordFormat<? extends T, ?> format : formats) {
      if (format.reads(fingerprint)) {
        return format.decode(fingerprint, bytes, HEADER_LENGTH);
      }
    }
    throw new UndecodableException(
        "schema fingerprint %016x is of no version of this topic's records that is known here"
            .formatted(fingerprint));
  }
}
