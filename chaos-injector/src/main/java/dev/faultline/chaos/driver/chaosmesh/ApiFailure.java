package dev.faultline.chaos.driver.chaosmesh;

import dev.faultline.chaos.lifecycle.DriverException;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.net.URL;
import java.util.Optional;

/**
 * Says in one sentence, for the user, why the API server did not do what it was asked.
 *
 * @param server where it is
 */
record ApiFailure(URL server) {

  private static final int NOT_FOUND = 404;

  /**
   * The failure, told.
   *
   * @param asked what was asked, for example {@code list the pods of shop/app=payments}
   */
  DriverException told(String asked, KubernetesClientException failure) {
    String message =
        failure.getCode() <= 0 // no HTTP status: nobody answered
            ? "the Kubernetes cluster at %s does not answer: %s".formatted(server, reason(failure))
            : "the Kubernetes cluster refuses to %s: %s".formatted(asked, reason(failure));
    return new DriverException(message, failure);
  }

  /** The failure of a request about a kind of object, which the cluster may not know at all. */
  DriverException told(String asked, ChaosKind kind, KubernetesClientException failure) {
    return failure.getCode() == NOT_FOUND
        ? new DriverException(
            "Chaos Mesh is not installed in the Kubernetes cluster at %s: it knows no %s"
                .formatted(server, kind.kind()),
            failure)
        : told(asked, failure);
  }

  private static String reason(KubernetesClientException failure) {
    return Optional.ofNullable(failure.getStatus())
        .map(Status::getMessage)
        .or(() -> Optional.ofNullable(failure.getCause()).map(ApiFailure::deepest))
        .orElseGet(failure::getMessage);
  }

  /** The innermost cause that says something; one that cannot connect says nothing. */
  private static String deepest(Throwable failure) {
    String reason = "no connection can be made";
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause.getMessage() != null) {
        reason = cause.getMessage();
      }
    }
    return reason;
  }
}
