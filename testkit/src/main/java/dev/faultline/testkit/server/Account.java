package dev.faultline.testkit.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whose process a server is. Some refuse to be root's, as tests in a container often are; they get
 * the account that their Debian package has made. Nobody but root can choose.
 */
public sealed interface Account {

  /** That of the tests. */
  static Account own() {
    return new Own();
  }

  /** Another one, when the tests are root's. */
  static Account instead(String name) {
    return "root".equals(System.getProperty("user.name")) ? new Other(name) : new Own();
  }

  /** The command as that account's. */
  List<String> command(List<String> command);

  /** Makes a folder, with all in it, its own. */
  void give(Path folder);

  /** The account of the tests. */
  record Own() implements Account {

    @Override
    public List<String> command(List<String> command) {
      return command;
    }

    @Override
    public void give(Path folder) {}
  }

  /** An account that root turns to for a moment. */
  record Other(String name) implements Account {

    @Override
    public List<String> command(List<String> command) {
      return Stream.concat(
              Stream.of("setpriv", "--reuid=" + name, "--regid=" + name, "--clear-groups", "--"),
              command.stream())
          .toList();
    }

    @Override
    public void give(Path folder) {
      try {
        UserPrincipal owner =
            folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(name);
        Files.walkFileTree(folder, new Giving(owner));
      } catch (IOException e) {
        throw new UncheckedIOException("there is no account " + name, e);
      }
    }
  }

  /** Goes through a folder. */
  final class Giving extends SimpleFileVisitor<Path> {

    private final UserPrincipal owner;

    private Giving(UserPrincipal owner) {
      this.owner = owner;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes)
        throws IOException {
      Files.setOwner(folder, owner);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.setOwner(file, owner);
      return FileVisitResult.CONTINUE;
    }
  }
}
