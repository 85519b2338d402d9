package dev.faultline.testkit.server;

import dev.faultline.testkit.FreePort;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A real server from a Debian package, on a free port of loopback, with a folder of its own. It is
 * shared by the tests of a class and gone after them, also when one fails; a class whose server is
 * not installed is skipped, and says what to install.
 *
 * <pre>{@code
 * @RegisterExtension static final RedisServer redis = new RedisServer();
 * }</pre>
 */
public abstract class DebianServer implements BeforeAllCallback, AfterAllCallback {

  private static final int CONNECT_MILLIS = 1_000;

  private final String program;
  private final String debianPackage;
  private Path file;
  private Path folder;
  private int port;
  private ServerProcess process;

  /** A JVM that is stopped in the middle leaves nothing behind. */
  private final Thread atExit = new Thread(this::release);

  /**
   * @param program that is the server
   * @param debianPackage that brings it
   */
  protected DebianServer(String program, String debianPackage) {
    this.program = program;
    this.debianPackage = debianPackage;
  }

  /** Where the program is when it is not on the path. */
  protected Optional<Path> programFolder() {
    return Optional.empty();
  }

  /** Whose process it is. */
  protected Account account() {
    return Account.own();
  }

  /** Writes what it needs before it starts for the first time. */
  protected void prepare(Path programFile, Path itsFolder) throws IOException {}

  /** What starts it, in the foreground. */
  protected abstract List<String> command(Path programFile, Path itsFolder, int itsPort);

  /** What its environment has besides that of the tests. */
  protected Map<String, String> environment(Path itsFolder) {
    return Map.of();
  }

  /** Ends what it started besides its process, however far it has come. */
  protected void stopOthers() {}

  /** The signal that makes it end soon, whoever is connected. */
  protected String stopSignal() {
    return "-TERM";
  }

  /** Whether it serves clients; throws or says no until it does. */
  protected boolean ready() throws IOException {
    return accepts(port);
  }

  /** How long it may take to be ready. */
  protected Duration patience() {
    return Duration.ofSeconds(30);
  }

  @Override
  public final void beforeAll(ExtensionContext context) throws IOException {
    start();
  }

  @Override
  public final void afterAll(ExtensionContext context) {
    close();
  }

  /** Starts it, for those that are no test classes; {@link #close} has to follow. */
  public final void start() throws IOException {
    file = Installed.require(program, programFolder(), debianPackage);
    folder = Files.createTempDirectory("faultline-" + program);
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      port = FreePort.find();
      prepare(file, folder);
      account().give(folder);
      startAgain();
    } catch (IOException | RuntimeException | AssertionError e) {
      close();
      throw e;
    }
  }

  /** Ends it and removes all that it wrote. */
  public final void close() {
    if (folder != null) {
      Runtime.getRuntime().removeShutdownHook(atExit);
      release();
    }
  }

  private void release() {
    if (process != null) {
      process.stop();
    }
    stopOthers();
    ServerFolder.remove(folder);
  }

  /** The port on {@code 127.0.0.1}, the same after it was started again. */
  public final int port() {
    return port;
  }

  /** {@code 127.0.0.1:port}. */
  public final String address() {
    return "127.0.0.1:" + port;
  }

  /** Its folder. */
  protected final Path folder() {
    return folder;
  }

  /** SIGKILL, and waits until it is gone. What it has on disk stays. */
  public final void kill() {
    process.kill();
  }

  /** Makes it end in good order, and waits until it has. */
  public final void stop() {
    process.stop();
  }

  /** SIGSTOP: connections stay, and nothing is answered. */
  public final void freeze() {
    process.signal("-STOP");
  }

  /** SIGCONT: it goes on as if no time had passed. */
  public final void thaw() {
    process.signal("-CONT");
  }

  /** Starts it after it was killed or stopped, and waits until it is ready. */
  public final void startAgain() throws IOException {
    process =
        ServerProcess.start(
            account().command(command(file, folder, port)),
            environment(folder),
            folder,
            stopSignal());
    process.await(this::ready, patience());
  }

  /** Runs a program of the server's to its end; whether it succeeded. */
  protected final boolean succeeds(List<String> command) throws IOException {
    return ServerProcess.run(account().command(command), environment(folder), folder);
  }

  /** Runs a program of the server's to its end; throws what the log says when it fails. */
  protected final void run(List<String> command) throws IOException {
    if (!succeeds(command)) {
      throw new AssertionError(command + " fails:\n" + ServerFolder.lastWords(folder));
    }
  }

  /** Whether something listens there. */
  protected static boolean accepts(int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
