package dev.faultline.schemas;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;

/**
 * Every version of a record's schema that this jar knows, so that no registry is needed to read old
 * records. The current version comes with the generated class; when a schema changes, its version
 * until then is kept in full as {@code schemas/history/<record>/<n>.avsc}, n counting from 1
 * without gaps.
 */
final class SchemaStore {

  static final SchemaStore SHIPPED = new SchemaStore("/schemas/history");

  private final String folder;

  SchemaStore(String folder) {
    this.folder = folder;
  }

  /** The record's schemas by their CRC-64-AVRO fingerprints, the current one among them. */
  Map<Long, Schema> versions(Schema current) {
    Map<Long, Schema> versions = new LinkedHashMap<>();
    versions.put(fingerprint(current), current);
    for (int n = 1; ; n++) {
      String resource = folder + "/" + current.getName() + "/" + n + ".avsc";
      try (InputStream in = SchemaStore.class.getResourceAsStream(resource)) {
        if (in == null) {
          return versions;
        }
        Schema old = new Schema.Parser().parse(in);
        versions.put(fingerprint(old), old);
      } catch (IOException e) {
        throw new UncheckedIOException("cannot read " + resource, e);
      }
    }
  }

  /** What single-object encoding puts in front of a record of that schema. */
  static long fingerprint(Schema schema) {
    return SchemaNormalization.parsingFingerprint64(schema);
  }
}
