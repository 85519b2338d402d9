package dev.faultline.generator.driver.tls;

import dev.faultline.core.plan.Target;
import dev.faultline.core.plan.Tls;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyManagementException;
import java.security.KeyStore;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.TrustManagerFactory;

/**
 * What TLS with a target needs, made of the files that the plan names. They are read when a target
 * is opened, each time anew. Immutable.
 *
 * <p>Whoever makes a connection with {@link #jdk} has to ask for the endpoint identification
 * algorithm {@link #identification} itself: of the name that {@link #peer} tells, or nobody checks
 * whom the certificate is for.
 */
public final class TlsContexts {

  /** Lets a target choose HTTP/2, and nothing else. */
  public static final ApplicationProtocolConfig HTTP_2 =
      new ApplicationProtocolConfig(
          Protocol.ALPN,
          SelectorFailureBehavior.NO_ADVERTISE,
          SelectedListenerFailureBehavior.ACCEPT,
          ApplicationProtocolNames.HTTP_2);

  private static final char[] NO_PASSWORD = {};

  private final Tls tls;
  private final Optional<KeyManagerFactory> keys;
  private final Optional<TrustManagerFactory> trust;

  private TlsContexts(
      Tls tls, Optional<KeyManagerFactory> keys, Optional<TrustManagerFactory> trust) {
    this.tls = tls;
    this.keys = keys;
    this.trust = trust;
  }

  /**
   * For a target; empty when it speaks without TLS. Reads files.
   *
   * @throws UnusableTargetException when one of the files is not what it should be
   */
  public static Optional<TlsContexts> of(Target target) throws UnusableTargetException {
    if (target.tls().isEmpty()) {
      return Optional.empty();
    }
    Tls tls = target.tls().get();
    return Optional.of(
        new TlsContexts(
            tls,
            tls.identity().isPresent()
                ? Optional.of(keys(target.name(), tls.identity().get()))
                : Optional.empty(),
            trust(target.name(), tls.trust())));
  }

  /** The name that the target is asked for and that its certificate must be for. */
  public String peer(String host) {
    return tls.serverName().orElse(host);
  }

  /** What checks that name; empty when it does not matter. */
  public Optional<String> identification() {
    return tls.insecure() ? Optional.empty() : Optional.of("HTTPS");
  }

  /**
   * For Netty's clients.
   *
   * @param protocols that the target is offered with ALPN; empty for no ALPN
   */
  public SslContext netty(Optional<ApplicationProtocolConfig> protocols) {
    SslContextBuilder builder =
        SslContextBuilder.forClient()
            .sslProvider(SslProvider.JDK)
            .endpointIdentificationAlgorithm(identification().orElse(null));
    keys.ifPresent(builder::keyManager);
    trust.ifPresent(builder::trustManager);
    protocols.ifPresent(builder::applicationProtocolConfig);
    try {
      return builder.build();
    } catch (SSLException e) {
      throw new IllegalStateException("keys that were read before", e);
    }
  }

  /**
   * The same for the connections to an address.
   *
   * @param host of it, as the plan names it
   */
  public ClientTls client(String host, int port, Optional<ApplicationProtocolConfig> protocols) {
    return new ClientTls(netty(protocols), peer(withoutBrackets(host)), port);
  }

  private static String withoutBrackets(String host) {
    return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
  }

  /** For everybody else. */
  public SSLContext jdk() {
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          keys.map(KeyManagerFactory::getKeyManagers).orElse(null),
          trust.map(TrustManagerFactory::getTrustManagers).orElse(null),
          null);
      return context;
    } catch (NoSuchAlgorithmException | KeyManagementException e) {
      throw new IllegalStateException("every Java speaks TLS", e);
    }
  }

  private static Optional<TrustManagerFactory> trust(String target, Tls.Trust trust)
      throws UnusableTargetException {
    return switch (trust) {
      case Tls.Trust.Usual() -> Optional.empty();
      case Tls.Trust.Anybody() -> Optional.of(InsecureTrustManagerFactory.INSTANCE);
      case Tls.Trust.Authorities(String file) -> Optional.of(trust(new PemFile(target, file)));
    };
  }

  private static TrustManagerFactory trust(PemFile file) throws UnusableTargetException {
    List<X509Certificate> authorities = file.certificates();
    try {
      KeyStore store = emptyStore();
      for (int i = 0; i < authorities.size(); i++) {
        store.setCertificateEntry("authority-" + i, authorities.get(i));
      }
      TrustManagerFactory factory =
          TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      factory.init(store);
      return factory;
    } catch (GeneralSecurityException e) {
      throw file.unusable(e);
    }
  }

  private static KeyManagerFactory keys(String target, Tls.Identity identity)
      throws UnusableTargetException {
    PemFile file = new PemFile(target, identity.certificate());
    X509Certificate[] chain = file.certificates().toArray(X509Certificate[]::new);
    try {
      KeyStore store = emptyStore();
      store.setKeyEntry("client", new PemFile(target, identity.key()).key(), NO_PASSWORD, chain);
      KeyManagerFactory factory =
          KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory;
    } catch (GeneralSecurityException e) {
      throw file.unusable(e);
    }
  }

  private static KeyStore emptyStore() throws GeneralSecurityException {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, NO_PASSWORD);
      return store;
    } catch (IOException e) {
      throw new IllegalStateException("nothing is read", e);
    }
  }
}
