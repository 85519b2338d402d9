package dev.faultline.deployment;

import java.io.IOException;
import java.nio.file.Path;

/** Where the services run, by a name for people. */
enum Place {
  BASE_AS_WRITTEN {
    @Override
    Manifests manifests() throws IOException {
      return Manifests.written(K8S.resolve("base"));
    }
  },
  BASE_AS_APPLIED {
    @Override
    Manifests manifests() throws Exception {
      return Manifests.rendered(K8S.resolve("base"));
    }
  },
  STAGING_AS_APPLIED {
    @Override
    Manifests manifests() throws Exception {
      return Manifests.rendered(K8S.resolve("overlays/staging"));
    }
  };

  private static final Path K8S = Path.of("..", "k8s");

  abstract Manifests manifests() throws Exception;
}
