package dev.faultline.chaos.driver.chaosmesh;

import dev.faultline.core.run.RunId;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;

/**
 * The marks by which Faultline knows its own objects again. What does not carry them is never
 * touched.
 *
 * @param fault the fault's name in the plan
 */
record Ownership(RunId runId, String fault) {

  static final String MANAGED_BY = "app.kubernetes.io/managed-by";
  static final String FAULTLINE = "faultline";
  static final String RUN = "faultline.dev/run-id";
  static final String FAULT = "faultline.dev/fault";

  private static final int MAX_LENGTH = 63;
  private static final int MAX_STEM = 35;

  /** What every object of every run carries. */
  static Map<String, String> ofAnyRun() {
    return Map.of(MANAGED_BY, FAULTLINE);
  }

  /** The labels of this fault's object. */
  Map<String, String> labels() {
    return Map.of(MANAGED_BY, FAULTLINE, RUN, runId.toString(), FAULT, label());
  }

  /** Whether the object is this fault's. */
  boolean owns(HasMetadata object) {
    Map<String, String> carried = object.getMetadata().getLabels();
    return carried != null && carried.entrySet().containsAll(labels().entrySet());
  }

  /**
   * The object's name: the same for the same run and fault, different for different ones, and a DNS
   * label whatever the fault is called.
   */
  String name() {
    String stem = fault.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    String cut = stem.substring(0, Math.min(MAX_STEM, stem.length())).replaceAll("-$", "");
    return "%s-%s-%s".formatted(FAULTLINE, cut, digest());
  }

  /** The fault's name where it can be a label's value; otherwise as much of it as can. */
  private String label() {
    boolean fits = fault.length() <= MAX_LENGTH && fault.matches(".*[A-Za-z0-9]");
    return fits ? fault : fault.substring(0, Math.min(MAX_STEM, fault.length())) + "-" + digest();
  }

  private String digest() {
    byte[] identity = (runId + "/" + fault).getBytes(StandardCharsets.UTF_8);
    return "%016x".formatted(UUID.nameUUIDFromBytes(identity).getLeastSignificantBits());
  }
}
