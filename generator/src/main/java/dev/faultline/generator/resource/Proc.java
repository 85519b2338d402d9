package dev.faultline.generator.resource;

import dev.faultline.core.plan.ResourceSource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds processes as Linux tells of them.
 *
 * @param root {@code /proc}
 */
record Proc(Path root) {

  private static final int LISTENING = 0x0A;
  private static final String NUMBER = "[0-9]+";

  /** The folder of the process that is meant. */
  Path find(ResourceSource.Process source) throws NotSeenException {
    try {
      return switch (source) {
        case ResourceSource.PidFile(String path) -> ofPidFile(Path.of(path));
        case ResourceSource.Port(int port) -> listeningAt(port);
        case ResourceSource.Command(String text) -> ofCommand(text);
      };
    } catch (IOException | DirectoryIteratorException e) {
      throw new NotSeenException("processes cannot be listed: " + e.getMessage());
    }
  }

  private Path ofPidFile(Path file) throws NotSeenException {
    String pid;
    try {
      pid = Files.readString(file).strip();
    } catch (IOException e) {
      throw new NotSeenException("the pid file cannot be read");
    }
    if (!pid.matches(NUMBER) || !Files.isDirectory(root.resolve(pid))) {
      throw new NotSeenException("no process has the number in the pid file");
    }
    return root.resolve(pid);
  }

  private Path ofCommand(String text) throws IOException, NotSeenException {
    List<Path> found = new ArrayList<>();
    String self = Long.toString(ProcessHandle.current().pid());
    for (Path process : processes()) {
      if (!process.getFileName().toString().equals(self) && command(process).contains(text)) {
        found.add(process);
      }
    }
    if (found.size() != 1) {
      throw new NotSeenException(
          found.isEmpty()
              ? "no process has such a command line"
              : "%d processes have such a command line".formatted(found.size()));
    }
    return found.getFirst();
  }

  private Path listeningAt(int port) throws IOException, NotSeenException {
    Set<String> sockets = new HashSet<>();
    addListening(root.resolve("net/tcp"), port, sockets);
    addListening(root.resolve("net/tcp6"), port, sockets);
    if (sockets.isEmpty()) {
      throw new NotSeenException("nobody listens on the port");
    }
    for (Path process : processes()) {
      if (hasAny(process, sockets)) {
        return process;
      }
    }
    throw new NotSeenException("the process that listens on the port is another user's");
  }

  /**
   * Adds {@code socket:[inode]} of each socket that listens there.
   *
   * <pre>
   *   sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   *    0: 0100007F:46A0 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 123456
   * </pre>
   */
  private static void addListening(Path table, int port, Set<String> sockets) throws IOException {
    if (!Files.isReadable(table)) {
      return;
    }
    for (String line : Files.readAllLines(table).stream().skip(1).toList()) {
      String[] fields = line.strip().split("\\s+");
      String address = fields[1];
      boolean its = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1), 16) == port;
      if (its && Integer.parseInt(fields[3], 16) == LISTENING) {
        sockets.add("socket:[" + fields[9] + "]");
      }
    }
  }

  private static boolean hasAny(Path process, Set<String> sockets) {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(process.resolve("fd"))) {
      for (Path file : files) {
        if (sockets.contains(target(file))) {
          return true;
        }
      }
      return false;
    } catch (IOException | DirectoryIteratorException notOurs) {
      return false; // Another user's, or gone by now.
    }
  }

  private static String target(Path link) {
    try {
      return Files.readSymbolicLink(link).toString();
    } catch (IOException closed) {
      return "";
    }
  }

  private static String command(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
          .replace('\0', ' ')
          .strip();
    } catch (IOException gone) {
      return "";
    }
  }

  private List<Path> processes() throws IOException {
    try (DirectoryStream<Path> all =
        Files.newDirectoryStream(root, path -> path.getFileName().toString().matches(NUMBER))) {
      List<Path> processes = new ArrayList<>();
      all.forEach(processes::add);
      return processes;
    }
  }
}
