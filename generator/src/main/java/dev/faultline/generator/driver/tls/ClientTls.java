package dev.faultline.generator.driver.tls;

import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import java.util.List;
import java.util.concurrent.Executor;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLParameters;

/**
 * The client's side of TLS on connections to one target. Thread-safe.
 *
 * @param peer the name that the target is asked for
 */
public record ClientTls(SslContext context, String peer, int port) {

  /** A handshake's mathematics takes milliseconds, for which no event loop has the time. */
  private static final Executor MATHEMATICS = Thread::startVirtualThread;

  /** To be the first of the channel's handlers; the handshake begins when it is connected. */
  public SslHandler handler(Channel channel) {
    SslHandler handler = context.newHandler(channel.alloc(), peer, port, MATHEMATICS);
    SSLParameters parameters = handler.engine().getSSLParameters();
    parameters.setServerNames(serverNames(peer));
    handler.engine().setSSLParameters(parameters);
    return handler;
  }

  /**
   * What a server is told of whom it is asked for. Java itself tells only names with a dot in them;
   * addresses, and names that no DNS would take, like {@code my_host}, cannot be told.
   */
  public static List<SNIServerName> serverNames(String peer) {
    try {
      return isAddress(peer) ? List.of() : List.of(new SNIHostName(peer));
    } catch (IllegalArgumentException notOfDns) {
      return List.of();
    }
  }

  private static boolean isAddress(String host) {
    return host.contains(":") || host.matches("[0-9.]+");
  }
}
