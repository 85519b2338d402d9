package dev.faultline.testkit.server;

import dev.faultline.testkit.FreePort;
import dev.faultline.testkit.TestAuthority;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A real Redis that keeps nothing on disk. */
public final class RedisServer extends DebianServer {

  private static final int ANSWER_MILLIS = 1_000;

  /** Stands for a port that is chosen later. */
  private static final String TLS_PORT = "<tls-port>";

  private final List<String> settings;
  private final int tlsPort = FreePort.find();

  /**
   * @param settings as on its command line: {@code "--requirepass", "s3cret"}
   */
  public RedisServer(String... settings) {
    super("redis-server", "redis-server");
    this.settings = List.of(settings);
  }

  /** One that also speaks TLS, with that certificate. */
  public static RedisServer withTls(TestAuthority.Issued issued, String... settings) {
    return new RedisServer(
        Stream.concat(
                Stream.of(
                    "--tls-auth-clients",
                    "no",
                    "--tls-cert-file",
                    issued.certificate().toString(),
                    "--tls-key-file",
                    issued.key().toString(),
                    "--tls-ca-cert-file",
                    issued.certificate().toString(),
                    "--tls-port",
                    TLS_PORT),
                Stream.of(settings))
            .toArray(String[]::new));
  }

  /** {@code 127.0.0.1:port}, over TLS. */
  public String tlsAddress() {
    return "127.0.0.1:" + tlsPort;
  }

  @Override
  protected List<String> command(Path program, Path folder, int port) {
    return Stream.concat(
            Stream.of(
                program.toString(),
                "--port",
                "" + port,
                "--bind",
                "127.0.0.1",
                "--save",
                "",
                "--appendonly",
                "no",
                "--dir",
                folder.toString()),
            settings.stream().map(each -> each.equals(TLS_PORT) ? "" + tlsPort : each))
        .toList();
  }

  /** Answered with anything: also "NOAUTH" is the word of a server that is up. */
  @Override
  protected boolean ready() throws IOException {
    if (!accepts(port())) {
      return false;
    }
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port())) {
      socket.setSoTimeout(ANSWER_MILLIS);
      socket.getOutputStream().write("PING\r\n".getBytes(StandardCharsets.US_ASCII));
      int first = socket.getInputStream().read();
      return first == '+' || first == '-';
    }
  }
}
