package dev.faultline.testkit.server;

import dev.faultline.testkit.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real nginx with two ports, whose {@code server} blocks a test writes. */
public final class NginxServer extends DebianServer {

  private final Configuration configuration;
  private final int secondPort = FreePort.find();

  /** What it serves. */
  @FunctionalInterface
  public interface Configuration {

    /**
     * The {@code server} blocks.
     *
     * @param folder for files that they name
     */
    String servers(Path folder, int port, int secondPort) throws IOException;
  }

  /**
   * @param configuration asked once, when it is to start for the first time
   */
  public NginxServer(Configuration configuration) {
    super("nginx", "nginx");
    this.configuration = configuration;
  }

  /** Another port on {@code 127.0.0.1}, for the configuration. */
  public int secondPort() {
    return secondPort;
  }

  @Override
  protected void prepare(Path program, Path folder) throws IOException {
    Files.writeString(
        folder.resolve("nginx.conf"),
        """
        daemon off;
        master_process off;
        pid nginx.pid;
        error_log stderr;
        events { worker_connections 1024; }
        http {
          access_log off;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
        %s
        }
        """
            .formatted(configuration.servers(folder, port(), secondPort)));
  }

  @Override
  protected List<String> command(Path program, Path folder, int port) {
    return List.of(
        program.toString(), "-e", "stderr", "-p", folder.toString(), "-c", folder + "/nginx.conf");
  }
}
