package dev.faultline.core.fault;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Pods of a Kubernetes cluster.
 *
 * @param namespace where they are
 * @param labels what all of them carry, at least one
 * @param mode how many of them
 */
public record PodSelection(String namespace, Map<String, String> labels, PodMode mode) {

  public PodSelection {
    labels = Map.copyOf(labels);
  }

  /** The pods to choose from, for example {@code shop/app=payments}; begins with the namespace. */
  public String pods() {
    return namespace + "/" + labelText();
  }

  /** The labels as kubectl takes them, for example {@code app=payments,tier=db}. */
  public String labelText() {
    return new TreeMap<>(labels)
        .entrySet().stream()
            .map(label -> label.getKey() + "=" + label.getValue())
            .collect(Collectors.joining(","));
  }
}
