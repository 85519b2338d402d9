package dev.faultline.chaos.driver.chaosmesh;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.ConfigBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;

/**
 * The cluster that kubectl would take: that of {@code KUBECONFIG} or {@code ~/.kube/config}, or the
 * one that this process runs in.
 */
final class ClusterOfEnvironment {

  private static final int CONNECT_MILLIS = 3000;
  private static final int REQUEST_MILLIS = 5000;

  private ClusterOfEnvironment() {}

  /** A client that asks once and soon gives up: whoever uses it asks again. */
  static KubernetesClient connect() {
    return client(Config.autoConfigure(null));
  }

  static KubernetesClient client(Config config) {
    return new KubernetesClientBuilder()
        .withConfig(
            new ConfigBuilder(config)
                .withConnectionTimeout(CONNECT_MILLIS)
                .withRequestTimeout(REQUEST_MILLIS)
                .withRequestRetryBackoffLimit(0)
                .build())
        .withHttpClientFactory(new JdkHttpClientFactory())
        .build();
  }
}
