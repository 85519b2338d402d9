package dev.faultline.core.plan;

import dev.faultline.core.yaml.Format;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** How a plan that is submitted holds what is no text: deflated, in Base64. */
final class PackedBytes {

  /** As a plan is carried by each event of its run, it is to stay below Kafka's usual megabyte. */
  static final int MAX_CHARACTERS = 500_000;

  private static final int MAX_BYTES = 64 << 20;

  static final Format<byte[]> FORMAT =
      new Format<byte[]>("packed bytes", "bytes in gzip and Base64", PackedBytes::unpack)
          .like("[A-Za-z0-9+/]+={0,2}");

  private PackedBytes() {}

  static String pack(byte[] bytes) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException("memory takes it all", e);
    }
    return Base64.getEncoder().encodeToString(packed.toByteArray());
  }

  private static Optional<byte[]> unpack(String text) {
    try (GZIPInputStream gzip =
        new GZIPInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
      byte[] bytes = gzip.readNBytes(MAX_BYTES);
      return gzip.read() < 0 ? Optional.of(bytes) : Optional.empty();
    } catch (IOException | IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
