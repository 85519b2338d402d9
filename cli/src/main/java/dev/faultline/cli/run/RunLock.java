package dev.faultline.cli.run;

import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.faultline.cli.process.ProcessIdentity;
import dev.faultline.core.window.RunProgress;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code run.lock}: says that a run is on and what it holds outside of its own memory, so that the
 * next start can clean up after a killed one. Its time of modification is the last sign of life.
 * Not thread-safe.
 */
final class RunLock implements RunObserver, AutoCloseable {

  private static final Logger LOG = System.getLogger(RunLock.class.getName());
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Path file;
  private final Optional<Hold> hold;
  private Contents contents;

  private RunLock(Path file, Optional<Hold> hold, Contents contents) {
    this.file = file;
    this.hold = hold;
    this.contents = contents;
  }

  /**
   * What the file says.
   *
   * @param children the child JVMs that the run started
   * @param proxies addresses on which fault proxies listened in the process itself
   * @param lastResort what ends each fault when the process is killed, by the fault's name
   */
  record Contents(
      Holder process,
      List<Holder> children,
      List<String> proxies,
      Map<String, String> lastResort) {}

  /**
   * A process, in plain values.
   *
   * @param started ISO 8601
   */
  record Holder(long pid, String started) {
    static Holder of(ProcessIdentity process) {
      return new Holder(process.pid(), process.started().toString());
    }

    ProcessIdentity identity() {
      return new ProcessIdentity(pid, Instant.parse(started));
    }
  }

  /** Locks the folder for this process. */
  static RunLock take(RunFolder folder, List<String> proxies, Map<String, String> lastResort)
      throws IOException {
    Contents contents =
        new Contents(
            Holder.of(ProcessIdentity.current()),
            List.of(),
            List.copyOf(proxies),
            Map.copyOf(lastResort));
    RunLock lock = new RunLock(folder.lock(), hold(folder), contents);
    lock.write();
    return lock;
  }

  /** Where there are none, nobody else can clean up there either. */
  private static Optional<Hold> hold(RunFolder folder) {
    try {
      return Hold.tryTake(folder.hold());
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "there are no locks in " + folder.path(), e);
      return Optional.empty();
    }
  }

  /**
   * Reads the lock of another run.
   *
   * @throws IOException when it is no lock that this program wrote
   */
  static Contents read(RunFolder folder) throws IOException {
    return JSON.readValue(folder.lock().toFile(), Contents.class);
  }

  /** Notes a child process. */
  void add(ProcessIdentity child) throws IOException {
    List<Holder> children = new ArrayList<>(contents.children());
    children.add(Holder.of(child));
    contents =
        new Contents(
            contents.process(), List.copyOf(children), contents.proxies(), contents.lastResort());
    write();
  }

  /** Each second of the run leaves a sign of life, which is not worth a run's end. */
  @Override
  public void progress(RunProgress progress) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (IOException e) {
      LOG.log(Level.DEBUG, "no sign of life in " + file, e);
    }
  }

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
    if (hold.isPresent()) {
      hold.get().close();
    }
  }

  /** In one step, so that a kill cannot leave half a lock. */
  private void write() throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    JSON.writeValue(draft.toFile(), contents);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
