package dev.faultline.testkit.server;

import dev.faultline.testkit.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A real PostgreSQL with the database {@code postgres}. The user {@link #USER} needs no password;
 * {@link #GUARDED} has to show {@link #PASSWORD}, by SCRAM.
 */
public final class PostgresServer extends DebianServer {

  /** Owns everything. */
  public static final String USER = "faultline";

  /** Must authenticate. */
  public static final String GUARDED = "guarded";

  /** Of the guarded user. */
  public static final String PASSWORD = "s3cret";

  /** A folder for each major version. */
  private static final Path VERSIONS = Path.of("/usr/lib/postgresql");

  private static final String WHO_MAY =
      """
      local all all trust
      host all guarded 127.0.0.1/32 scram-sha-256
      host all all 127.0.0.1/32 trust
      """;

  private final List<String> settings;
  private final Optional<TestAuthority.Issued> issued;

  /**
   * @param settings of {@code postgresql.conf}: {@code "max_connections=10"}
   */
  public PostgresServer(String... settings) {
    this(Optional.empty(), settings);
  }

  private PostgresServer(Optional<TestAuthority.Issued> issued, String... settings) {
    super("postgres", "postgresql");
    this.issued = issued;
    this.settings = List.of(settings);
  }

  /** One that also speaks TLS, with that certificate, on the same port. */
  public static PostgresServer withTls(TestAuthority.Issued issued) {
    return new PostgresServer(Optional.of(issued), "ssl=on");
  }

  @Override
  protected Optional<Path> programFolder() {
    if (!Files.isDirectory(VERSIONS)) {
      return Optional.empty();
    }
    try (Stream<Path> versions = Files.list(VERSIONS)) {
      return versions
          .max(Comparator.comparingInt(version -> Integer.parseInt("" + version.getFileName())))
          .map(version -> version.resolve("bin"));
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  @Override
  protected Account account() {
    return Account.instead("postgres");
  }

  @Override
  protected void prepare(Path program, Path folder) throws IOException {
    account().give(folder);
    run(
        List.of(
            program.resolveSibling("initdb").toString(),
            "--pgdata=" + data(folder),
            "--username=" + USER,
            "--auth=trust",
            "--encoding=UTF8",
            "--locale=C",
            "--no-sync"));
    Files.writeString(data(folder).resolve("pg_hba.conf"), WHO_MAY);
    if (issued.isPresent()) {
      Files.copy(issued.get().certificate(), data(folder).resolve("server.crt"));
      Path key = Files.copy(issued.get().key(), data(folder).resolve("server.key"));
      Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
    }
  }

  private static Path data(Path folder) {
    return folder.resolve("data");
  }

  @Override
  protected List<String> command(Path program, Path folder, int port) {
    List<String> command =
        new ArrayList<>(List.of(program.toString(), "-D", data(folder).toString()));
    Stream.concat(
            Stream.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=" + folder,
                "fsync=off",
                "password_encryption=scram-sha-256"),
            settings.stream())
        .forEach(setting -> command.addAll(List.of("-c", setting)));
    return command;
  }

  /** A "fast shutdown": clients are cut off, and its shared memory is given back. */
  @Override
  protected String stopSignal() {
    return "-INT";
  }

  @Override
  protected boolean ready() throws IOException {
    return accepts(port())
        && succeeds(List.of(tool("pg_isready"), "--quiet", "--host=127.0.0.1", "--port=" + port()));
  }

  private String tool(String name) {
    return programFolder().orElseThrow().resolve(name).toString();
  }

  /** Does it with the server's own client. */
  public void execute(String sql) throws IOException {
    run(
        List.of(
            tool("psql"),
            "--host=127.0.0.1",
            "--port=" + port(),
            "--username=" + USER,
            "--dbname=postgres",
            "--no-psqlrc",
            "--quiet",
            "--set=ON_ERROR_STOP=1",
            "--command=" + sql));
  }
}
