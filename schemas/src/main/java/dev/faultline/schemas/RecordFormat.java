package dev.faultline.schemas;

import dev.faultline.schemas.mapping.Mapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.message.BinaryMessageEncoder;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/**
 * Writes one record type with its current schema and reads it in every version of it. Thread-safe:
 * Avro's encoder keeps its buffer per thread and returns a copy, a decoder is made for each call,
 * and the readers hold no state of a record.
 */
final class RecordFormat<D, A extends SpecificRecord> {

  /** Finds the generated classes where this class was loaded, whichever loader Avro is in. */
  private static final SpecificData CLASSES = new SpecificData(RecordFormat.class.getClassLoader());

  private final Mapping<D, A> mapping;
  private final BinaryMessageEncoder<A> encoder;
  private final Map<Long, SpecificDatumReader<A>> readers = new HashMap<>();

  RecordFormat(Mapping<D, A> mapping, SchemaStore schemas) {
    this.mapping = mapping;
    encoder = new BinaryMessageEncoder<>(CLASSES, mapping.schema());
    schemas
        .versions(mapping.schema())
        .forEach((fingerprint, writer) -> readers.put(fingerprint, reader(writer)));
  }

  private SpecificDatumReader<A> reader(Schema writer) {
    var reader = new SpecificDatumReader<A>(writer, mapping.schema(), CLASSES);
    // Avro instantiates only classes of packages that somebody vouched for.
    reader.getTrustedPackages().add(mapping.schema().getNamespace());
    return reader;
  }

  boolean writes(Object value) {
    return mapping.domain().isInstance(value);
  }

  boolean reads(long fingerprint) {
    return readers.containsKey(fingerprint);
  }

  byte[] encode(Object value) {
    try {
      return encoder.encode(mapping.toAvro().apply(mapping.domain().cast(value))).array();
    } catch (IOException e) {
      throw new UncheckedIOException("writing to memory cannot fail", e);
    }
  }

  /** Reads the record that begins at the offset and must fill the rest of the bytes. */
  D decode(long fingerprint, byte[] bytes, int offset) {
    String name = mapping.schema().getName();
    try {
      BinaryDecoder decoder =
          DecoderFactory.get().binaryDecoder(bytes, offset, bytes.length - offset, null);
      D value = mapping.toDomain().apply(readers.get(fingerprint).read(null, decoder));
      if (!decoder.isEnd()) {
        throw new UndecodableException("%s: bytes follow the record's end".formatted(name));
      }
      return value;
    } catch (UndecodableException e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      // Avro throws nearly anything when the bytes are not what the schema says.
      throw new UndecodableException("%s: %s".formatted(name, reason(e)), e);
    }
  }

  private static String reason(Exception e) {
    return switch (e) {
      case java.io.EOFException eof -> "the bytes end in the middle of the record";
      default -> String.valueOf(e.getMessage());
    };
  }
}
