package dev.faultline.testkit.server;

import dev.faultline.testkit.FreePort;
import dev.faultline.testkit.TestAuthority;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A real RabbitMQ, whose user {@code guest} has the password {@code guest}. Erlang's register of
 * nodes is a process of its own, on a port of its own, and ends with it.
 */
public final class RabbitServer extends DebianServer {

  /** Stands for a port that is chosen later. */
  private static final String TLS_PORT = "<tls-port>";

  private static final Path SCRIPTS = Path.of("/usr/lib/rabbitmq/bin");

  private final List<String> settings;
  private final int nodesPort = FreePort.find();
  private final int clusterPort = FreePort.find();
  private final int tlsPort = FreePort.find();
  private Optional<Process> nodes = Optional.empty();

  /**
   * @param settings lines of its configuration: {@code "default_user = shop"}
   */
  public RabbitServer(String... settings) {
    super("rabbitmq-server", "rabbitmq-server");
    this.settings = List.of(settings);
  }

  /** One that also speaks TLS, with that certificate. */
  public static RabbitServer withTls(TestAuthority.Issued issued, String... settings) {
    return new RabbitServer(
        Stream.concat(
                Stream.of(
                    "listeners.ssl.1 = 127.0.0.1:" + TLS_PORT,
                    "ssl_options.cacertfile = " + issued.certificate(),
                    "ssl_options.certfile = " + issued.certificate(),
                    "ssl_options.keyfile = " + issued.key()),
                Stream.of(settings))
            .toArray(String[]::new));
  }

  /** {@code 127.0.0.1:port}, over TLS. */
  public String tlsAddress() {
    return "127.0.0.1:" + tlsPort;
  }

  /** Before the path: there the name stands for a script that changes the account. */
  @Override
  protected Optional<Path> programFolder() {
    return Optional.of(SCRIPTS);
  }

  @Override
  protected void prepare(Path program, Path folder) throws IOException {
    String listener = "listeners.tcp.1 = 127.0.0.1:" + port();
    String log = "log.console = true\nlog.console.level = warning\nlog.file = false";
    Files.writeString(
        folder.resolve("rabbitmq.conf"),
        Stream.concat(Stream.of(listener, log), settings.stream())
            .map(line -> line.replace(TLS_PORT, "" + tlsPort))
            .collect(Collectors.joining("\n", "", "\n")));
    Files.writeString(folder.resolve("plugins"), "[].\n");
    nodes =
        Optional.of(
            new ProcessBuilder("epmd", "-port", "" + nodesPort, "-address", "127.0.0.1")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start());
  }

  @Override
  protected List<String> command(Path program, Path folder, int port) {
    return List.of(program.toString());
  }

  @Override
  protected Map<String, String> environment(Path folder) {
    return Map.ofEntries(
        Map.entry("HOME", folder.toString()),
        Map.entry("ERL_EPMD_PORT", "" + nodesPort),
        Map.entry("ERL_EPMD_ADDRESS", "127.0.0.1"),
        Map.entry("RABBITMQ_CONF_ENV_FILE", "/dev/null"),
        Map.entry("RABBITMQ_NODENAME", "faultline@localhost"),
        Map.entry("RABBITMQ_DIST_PORT", "" + clusterPort),
        Map.entry("RABBITMQ_CONFIG_FILE", folder.resolve("rabbitmq").toString()),
        Map.entry("RABBITMQ_ENABLED_PLUGINS_FILE", folder.resolve("plugins").toString()),
        Map.entry("RABBITMQ_MNESIA_BASE", folder.resolve("data").toString()),
        Map.entry("RABBITMQ_LOG_BASE", folder.resolve("logs").toString()),
        Map.entry("RABBITMQ_GENERATED_CONFIG_DIR", folder.resolve("generated").toString()),
        Map.entry("RABBITMQ_SCHEMA_DIR", folder.resolve("schema").toString()),
        Map.entry("RABBITMQ_FEATURE_FLAGS_FILE", folder.resolve("features").toString()),
        Map.entry("RABBITMQ_PID_FILE", folder.resolve("pid").toString()),
        Map.entry(
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS",
            "+S 1:1 +sbwt none +sbwtdcpu none +sbwtdio none"),
        // With both the script becomes the server and does not wait for it beside.
        Map.entry("RABBITMQ_ALLOW_INPUT", "1"),
        Map.entry("RABBITMQ_SERVER_START_ARGS", "-noinput"));
  }

  @Override
  protected Duration patience() {
    return Duration.ofSeconds(90);
  }

  @Override
  protected void stopOthers() {
    nodes.ifPresent(process -> process.destroyForcibly().onExit().join());
  }
}
