package dev.faultline.generator.driver.amqp;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.impl.FrameHandler;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import com.rabbitmq.client.impl.SocketFrameHandler;
import dev.faultline.generator.driver.tls.ClientTls;
import dev.faultline.generator.driver.tls.TlsContexts;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * Opens what connections over TLS go over. A socket that Java connects itself is content with a
 * certificate for the address when it is not for the name that the plan wants; one that is told the
 * name instead of the address is not. Thread-safe.
 *
 * @param timeoutMillis for the connection, without TLS
 */
record TlsSockets(TlsContexts tls, SSLContext context, int timeoutMillis)
    implements FrameHandlerFactory {

  private static final int MAX_MESSAGE_BYTES = 64 << 20;

  @Override
  public FrameHandler create(Address address, String connection) throws IOException {
    Socket plain = new Socket();
    try {
      plain.setTcpNoDelay(true);
      plain.connect(new InetSocketAddress(address.getHost(), address.getPort()), timeoutMillis);
      return new SocketFrameHandler(over(plain, address), null, MAX_MESSAGE_BYTES);
    } catch (IOException | RuntimeException e) {
      plain.close();
      throw e;
    }
  }

  private Socket over(Socket plain, Address address) throws IOException {
    String peer = tls.peer(address.getHost());
    SSLSocket secure =
        (SSLSocket) context.getSocketFactory().createSocket(plain, peer, address.getPort(), true);
    SSLParameters parameters = secure.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm(tls.identification().orElse(null));
    parameters.setServerNames(ClientTls.serverNames(peer));
    secure.setSSLParameters(parameters);
    return secure;
  }
}
