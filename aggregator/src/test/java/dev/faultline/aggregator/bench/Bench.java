package dev.faultline.aggregator.bench;

import dev.faultline.testkit.bench.Machine;
import dev.faultline.testkit.bench.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What every benchmark begins with.
 *
 * @param folder for everything that is written; whoever gave it deletes it
 */
record Bench(Options options, Path folder) {

  /** Of the log, compressed, and of what the topology writes while it reads it. */
  private static final long BYTES_PER_RESULT = 110;

  private static final long ROOM_FOR_STATE = 1L << 30;

  int partitions() {
    return (int) options.number("partitions", 4);
  }

  int shards() {
    return (int) options.number("shards", 4);
  }

  Jvm jvm() {
    return Jvm.of(options);
  }

  Broker broker() throws IOException {
    return Broker.start(folder, partitions());
  }

  Task task(Broker broker, Load load) {
    return new Task(
        broker.settings(), load.results(), load.startMicros() + load.seconds() * 1_000_000, folder);
  }

  /**
   * Says what the figures under it are of.
   *
   * @throws IOException when there is no room for it
   */
  void announce(String title, long results) throws IOException {
    long need = results * BYTES_PER_RESULT + ROOM_FOR_STATE;
    long free = Files.getFileStore(folder).getUsableSpace();
    Table.progress(
        "%s: needs %.1f GB in %s, where %.1f GB are free", title, need / 1e9, folder, free / 1e9);
    if (free < need) {
      throw new IOException("not enough room; TMPDIR names another place");
    }
    Table.say("### %s", title);
    Table.say("%s.", Machine.describe());
    Table.say(
        "Broker: a JVM of its own, `%s`, on loopback, log on disk. Client: `%s`.",
        String.join(" ", Broker.JVM), jvm());
  }
}
