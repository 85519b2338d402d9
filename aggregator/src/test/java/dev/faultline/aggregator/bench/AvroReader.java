package dev.faultline.aggregator.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryDecoder;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificRecord;

/** Reads one record type into its generated class, as Avro does it. Not thread-safe. */
final class AvroReader<A extends SpecificRecord> {

  private static final int HEADER = 10;

  private final SpecificDatumReader<A> reader;
  private final byte[] fingerprint = new byte[Long.BYTES];
  private BinaryDecoder decoder;

  AvroReader(Schema schema) {
    reader = new SpecificDatumReader<>(schema);
    reader.getTrustedPackages().add(schema.getNamespace());
    long known = SchemaNormalization.parsingFingerprint64(schema);
    for (int i = 0; i < Long.BYTES; i++) {
      fingerprint[i] = (byte) (known >>> Byte.SIZE * i);
    }
  }

  /** Whether the bytes are a record of this type. */
  boolean reads(byte[] bytes) {
    return Arrays.equals(bytes, 2, HEADER, fingerprint, 0, Long.BYTES);
  }

  A read(byte[] bytes) {
    try {
      decoder = DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, decoder);
      return reader.read(null, decoder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
