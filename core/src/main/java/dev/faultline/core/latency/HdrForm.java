package dev.faultline.core.latency;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.InflaterInputStream;

/**
 * The V2 compressed encoding of HdrHistogram, byte for byte as the library writes it at the same
 * level of compression: a cookie and a length, then, deflated, a header and the counts from slot 0
 * to the last that holds something. A count is a signed {@link Varint}; a negative one stands for
 * so many zeros.
 */
final class HdrForm {

  private static final int COMPRESSED_COOKIE = 0x1c849314;
  private static final int PREFIX_BYTES = 8;
  private static final int COOKIE = 0x1c849313;
  private static final int LENGTH_AT = 4;
  private static final int HEADER_BYTES = 40;
  private static final int MAX_BYTES = HEADER_BYTES + 9 * Slots.COUNT;

  /**
   * Making one takes a quarter of a megabyte and longer than deflating a histogram. The fastest
   * level takes half the time of the usual one and makes a histogram 2 % longer.
   */
  private static final ThreadLocal<Deflater> DEFLATER =
      ThreadLocal.withInitial(() -> new Deflater(Deflater.BEST_SPEED));

  private HdrForm() {}

  static byte[] write(SlotCounts counts) {
    ByteSink plain = new ByteSink(HEADER_BYTES);
    writeCounts(plain, counts);
    writeHeader(plain.array(), plain.size() - HEADER_BYTES);
    return deflate(plain.array(), plain.size());
  }

  private static void writeCounts(ByteSink out, SlotCounts counts) {
    if (counts.total() == 0) {
      Varint.writeSigned(out, 0);
    }
    int following = 0;
    for (SlotCursor cursor = counts.cursor(); cursor.next(); following = cursor.slot() + 1) {
      int zeros = cursor.slot() - following;
      if (zeros > 0) {
        Varint.writeSigned(out, zeros == 1 ? 0 : -zeros);
      }
      Varint.writeSigned(out, cursor.count());
    }
  }

  private static void writeHeader(byte[] plain, int length) {
    ByteBuffer.wrap(plain)
        .putInt(COOKIE)
        .putInt(length)
        .putInt(0) // normalizing index offset
        .putInt(LatencyHistogram.SIGNIFICANT_DIGITS)
        .putLong(1) // lowest discernible value
        .putLong(LatencyHistogram.MAX_MICROS)
        .putDouble(1); // integer to double value conversion ratio
  }

  private static byte[] deflate(byte[] plain, int length) {
    Deflater deflater = DEFLATER.get();
    deflater.reset();
    deflater.setInput(plain, 0, length);
    deflater.finish();
    byte[] buffer = new byte[PREFIX_BYTES + length + length / 1000 + 64];
    int deflated = deflater.deflate(buffer, PREFIX_BYTES, buffer.length - PREFIX_BYTES);
    ByteBuffer.wrap(buffer).putInt(COMPRESSED_COOKIE).putInt(deflated);
    return Arrays.copyOf(buffer, PREFIX_BYTES + deflated);
  }

  /**
   * Reads what {@link #write} wrote, and leaves every other encoding of HdrHistogram to the
   * library.
   */
  static SlotCounts read(byte[] bytes) throws IOException, DataFormatException {
    ByteBuffer prefix = ByteBuffer.wrap(bytes);
    if (prefix.getInt() != COMPRESSED_COOKIE) {
      return ForeignForm.read(bytes);
    }
    ByteBuffer plain = ByteBuffer.wrap(inflate(bytes, prefix.getInt()));
    byte[] header = new byte[HEADER_BYTES];
    int length = plain.getInt(LENGTH_AT);
    writeHeader(header, length);
    if (!plain.slice(0, HEADER_BYTES).equals(ByteBuffer.wrap(header))) {
      return ForeignForm.read(bytes);
    }
    return readCounts(plain.slice(HEADER_BYTES, length));
  }

  private static byte[] inflate(byte[] bytes, int length) throws IOException {
    Objects.checkFromIndexSize(PREFIX_BYTES, length, bytes.length);
    try (InputStream in =
        new InflaterInputStream(new ByteArrayInputStream(bytes, PREFIX_BYTES, length))) {
      return in.readNBytes(MAX_BYTES);
    }
  }

  private static SlotCounts readCounts(ByteBuffer in) {
    SlotCounts counts = new FewLatencies();
    int slot = 0;
    while (in.hasRemaining()) {
      long count = Varint.readSigned(in);
      if (count > 0) {
        counts = counts.add(Objects.checkIndex(slot, Slots.COUNT), count);
      }
      slot = Math.addExact(slot, count < 0 ? Math.toIntExact(-count) : 1);
    }
    return counts;
  }
}
