package dev.faultline.generator.sink;

import dev.faultline.core.result.ResultRecord;
import dev.faultline.schemas.Codec;
import dev.faultline.schemas.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;

/**
 * Results that wait on disk until Kafka takes them, first in, first out, bounded:
 *
 * <pre>
 * offer ─▶ last block ─▶ blocks on disk ─▶ first block ─▶ peek, remove
 * </pre>
 *
 * In a block, each result is its length and its encoding; a length of zero, or no room for one, is
 * the end. What does not fill a block never touches the disk, so an idle spill costs two blocks of
 * memory. On the sender's thread only, but for {@link #fill} and {@link #spilled}.
 */
public final class ResultSpill {

  static final int BLOCK_BYTES = 1 << 18;

  private static final System.Logger LOG = System.getLogger(ResultSpill.class.getName());

  private final Codec<ResultRecord> codec = Topics.RESULTS.codec();
  private final BlockFile disk;
  private ByteBuffer first = ByteBuffer.allocate(BLOCK_BYTES).limit(0);
  private ByteBuffer last = ByteBuffer.allocate(BLOCK_BYTES);
  private ResultRecord oldest;
  private long size;
  private boolean diskFailed;
  private volatile double fill;
  private volatile long spilled;

  public ResultSpill(SpillSpace space) {
    disk = new BlockFile(space.folder(), space.blocks(), BLOCK_BYTES);
  }

  /** How full its space on disk is, 0 to 1; 1 as well when the disk takes nothing. */
  public double fill() {
    return fill;
  }

  /** How many results it ever kept. */
  public long spilled() {
    return spilled;
  }

  boolean isEmpty() {
    return size == 0;
  }

  /**
   * Keeps the result, or says that there is no room.
   *
   * @throws IllegalArgumentException when it is too large for any room
   */
  @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
  boolean offer(ResultRecord record) {
    byte[] encoded = codec.encode(record);
    int needed = Integer.BYTES + encoded.length;
    if (needed > BLOCK_BYTES) {
      throw new IllegalArgumentException(
          "a record of %d bytes is too large to be kept".formatted(encoded.length));
    }
    if (needed > last.remaining() && !writeLast()) {
      return false;
    }
    last.putInt(encoded.length).put(encoded);
    size++;
    spilled++;
    return true;
  }

  /**
   * The oldest result, which stays until it is removed; null when there is none.
   *
   * @throws UncheckedIOException when the disk does not give it back
   */
  ResultRecord peek() {
    if (oldest == null && size > 0) {
      if (!holdsMore(first)) {
        nextBlock();
      }
      byte[] encoded = new byte[first.getInt()];
      first.get(encoded);
      oldest = codec.decode(encoded);
    }
    return oldest;
  }

  /** Removes what {@link #peek} returned. */
  void remove() {
    oldest = null;
    size--;
  }

  /** Forgets everything and says how many results that were. */
  long clear() {
    try {
      disk.close();
    } catch (IOException e) {
      LOG.log(Level.WARNING, "The file of waiting results could not be closed: {0}", e.toString());
    }
    long forgotten = size;
    size = 0;
    oldest = null;
    first.clear().limit(0);
    last.clear();
    fill = 0;
    return forgotten;
  }

  private boolean writeLast() {
    if (disk.isFull()) {
      return false;
    }
    if (last.remaining() >= Integer.BYTES) {
      last.putInt(last.position(), 0);
    }
    try {
      disk.add(last);
      last.clear();
      fill = disk.fill();
      diskFailed = false;
      return true;
    } catch (IOException e) {
      fill = 1;
      if (!diskFailed) {
        diskFailed = true;
        LOG.log(Level.ERROR, "Results cannot be kept on disk for Kafka: {0}", e.toString());
      }
      return false;
    }
  }

  private void nextBlock() {
    if (disk.isEmpty()) {
      ByteBuffer free = first.clear();
      first = last.flip();
      last = free;
      return;
    }
    try {
      disk.take(first);
      fill = disk.fill();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean holdsMore(ByteBuffer block) {
    return block.remaining() > Integer.BYTES && block.getInt(block.position()) > 0;
  }
}
