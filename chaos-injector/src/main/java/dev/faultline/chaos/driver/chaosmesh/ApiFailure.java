package dev.faultline.chaos.driver.chaosmesh;

import dev.faultline.chaos.lifecycle.DriverException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.Optional;

/** Says in one sentence, for the user, why the API server did not do what it was asked. */
final class ApiFailure {

  private static final int NOT_FOUND = 404;

  private ApiFailure() {}

  /**
   * The failure, told.
   *
   * @param asked what it was asked, as the end of "Kubernetes cannot …"
   */
  static DriverException told(String asked, KubernetesClientException failure) {
    return new DriverException(
        "Kubernetes cannot %s: %s".formatted(asked, reason(failure)), failure);
  }

  /** Whether the cluster does not know such a kind of object at all. */
  static boolean kindIsUnknown(KubernetesClientException failure) {
    return failure.getCode() == NOT_FOUND;
  }

  private static String reason(KubernetesClientException failure) {
    return Optional.ofNullable(failure.getStatus())
        .map(Status::getMessage)
        .or(() -> Optional.ofNullable(failure.getCause()).map(ApiFailure::deepest))
        .orElseGet(failure::getMessage);
  }

  /** The innermost cause says what happened; those around it say where. */
  private static String deepest(Throwable failure) {
    Throwable deepest = failure;
    while (deepest.getCause() != null) {
      deepest = deepest.getCause();
    }
    return deepest.getMessage() == null ? deepest.getClass().getSimpleName() : deepest.getMessage();
  }
}
