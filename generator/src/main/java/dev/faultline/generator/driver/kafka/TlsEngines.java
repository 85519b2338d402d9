package dev.faultline.generator.driver.kafka;

import dev.faultline.generator.driver.tls.TlsContexts;
import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import org.apache.kafka.common.security.auth.SslEngineFactory;

/** TLS for Kafka's clients as for every other target; they make it by reflection. */
public final class TlsEngines implements SslEngineFactory {

  /** Under which the clients' settings have the {@link TlsContexts} to use. */
  static final String CONTEXTS = "faultline.tls";

  private TlsContexts contexts;

  @Override
  public void configure(Map<String, ?> settings) {
    contexts = (TlsContexts) settings.get(CONTEXTS);
  }

  @Override
  public SSLEngine createClientSslEngine(String host, int port, String identification) {
    SSLEngine engine = contexts.jdk().createSSLEngine(contexts.peer(host), port);
    engine.setUseClientMode(true);
    SSLParameters parameters = engine.getSSLParameters();
    parameters.setEndpointIdentificationAlgorithm(contexts.identification().orElse(""));
    engine.setSSLParameters(parameters);
    return engine;
  }

  @Override
  public SSLEngine createServerSslEngine(String host, int port) {
    throw new UnsupportedOperationException("only clients are made here");
  }

  @Override
  public boolean shouldBeRebuilt(Map<String, Object> settings) {
    return false;
  }

  @Override
  public Set<String> reconfigurableConfigs() {
    return Set.of();
  }

  @Override
  public KeyStore keystore() {
    return null;
  }

  @Override
  public KeyStore truststore() {
    return null;
  }

  @Override
  public void close() {}
}
