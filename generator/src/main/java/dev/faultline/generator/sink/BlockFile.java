package dev.faultline.generator.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * A queue of blocks of equal size in one file, used as a ring:
 *
 * <pre>
 * [ 4 ][ 5 ][   ][ 3 ]      blocks 0 to 2 were taken, 6 goes to the free place
 * </pre>
 *
 * The file exists while there are blocks. It has no name, where the system allows that, so it is
 * gone with its process however that ends. On one thread.
 */
final class BlockFile implements AutoCloseable {

  private final Path folder;
  private final long places;
  private final int blockBytes;
  private FileChannel file;
  private long added;
  private long taken;

  /**
   * @param folder made when it is needed
   * @param places how many blocks it holds, at least 1
   */
  BlockFile(Path folder, long places, int blockBytes) {
    this.folder = folder;
    this.places = places;
    this.blockBytes = blockBytes;
  }

  boolean isEmpty() {
    return added == taken;
  }

  boolean isFull() {
    return added - taken == places;
  }

  /** Share of the places in use, 0 to 1. */
  double fill() {
    return (double) (added - taken) / places;
  }

  /**
   * Adds a copy of the whole block, whatever its position and limit are; it must not be full.
   *
   * @throws IOException when the disk does not take it; then it may be tried again
   */
  void add(ByteBuffer block) throws IOException {
    if (file == null) {
      Files.createDirectories(folder);
      file =
          FileChannel.open(
              folder.resolve("results-" + UUID.randomUUID()),
              StandardOpenOption.CREATE_NEW,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    }
    long position = position(added);
    ByteBuffer all = block.duplicate().clear();
    while (all.hasRemaining()) {
      int _ = file.write(all, position + all.position());
    }
    added++;
  }

  /** Takes the oldest block out and fills the other with it; it must not be empty. */
  void take(ByteBuffer into) throws IOException {
    long position = position(taken);
    into.clear();
    while (into.hasRemaining()) {
      if (file.read(into, position + into.position()) < 0) {
        throw new IOException("the file of waiting results has become shorter");
      }
    }
    into.flip();
    taken++;
    if (isEmpty()) {
      close();
    }
  }

  /** Forgets all blocks. */
  @Override
  public void close() throws IOException {
    added = 0;
    taken = 0;
    if (file != null) {
      FileChannel closing = file;
      file = null;
      closing.close();
    }
  }

  private long position(long block) {
    return block % places * blockBytes;
  }
}
