package dev.faultline.generator.driver.amqp;

import com.rabbitmq.client.Address;
import com.rabbitmq.client.Connection;
import com.rabbitmq.client.ConnectionFactory;
import com.rabbitmq.client.impl.FrameHandlerFactory;
import dev.faultline.core.plan.Credentials;
import dev.faultline.core.plan.Target;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.driver.tls.TlsContexts;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

/** Opens connections to a target. Thread-safe; blocks until one is open or has failed. */
final class Dialer {

  private static final int HEARTBEAT_SECONDS = 10;
  private static final Duration MOST = Duration.ofSeconds(5);

  private final ConnectionFactory factory;
  private final Target.Amqp target;

  /**
   * Reads the files and the secret that the target wants.
   *
   * @param patience how long a connection may take; not more than five seconds
   * @throws UnusableTargetException when they are not there
   */
  Dialer(Target.Amqp target, Secrets secrets, Duration patience) throws UnusableTargetException {
    this.target = target;
    int millis = (int) Math.min(patience.toMillis(), MOST.toMillis());
    factory =
        TlsContexts.of(target)
            .map(tls -> over(new TlsSockets(tls, tls.jdk(), millis)))
            .orElseGet(ConnectionFactory::new);
    if (target.credentials().isPresent()) {
      Credentials.Basic user = target.credentials().get();
      factory.setUsername(user.user());
      factory.setPassword(secrets.value(user.secret()));
    }
    factory.setVirtualHost(target.virtualHost());
    factory.setConnectionTimeout(millis);
    factory.setHandshakeTimeout(2 * millis);
    factory.setShutdownTimeout(0);
    factory.setRequestedHeartbeat(HEARTBEAT_SECONDS);
    // A connection that broke is a result; when the next one is opened is decided here.
    factory.setAutomaticRecoveryEnabled(false);
    factory.setTopologyRecoveryEnabled(false);
    factory.setSharedExecutor(Executors.newVirtualThreadPerTaskExecutor());
    factory.setThreadFactory(
        task -> {
          Thread thread = new Thread(task, "faultline-amqp");
          thread.setDaemon(true);
          return thread;
        });
  }

  private static ConnectionFactory over(TlsSockets sockets) {
    return new ConnectionFactory() {
      @Override
      protected synchronized FrameHandlerFactory createFrameHandlerFactory() {
        return sockets;
      }
    };
  }

  Connection open() throws IOException, TimeoutException {
    Address address = new Address(target.address().getHostString(), target.address().getPort());
    return factory.newConnection(List.of(address), "faultline");
  }

  Target.Amqp target() {
    return target;
  }
}
