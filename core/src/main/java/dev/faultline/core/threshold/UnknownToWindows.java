package dev.faultline.core.threshold;

import java.util.Map;
import java.util.Optional;

/**
 * What k6 has a name for and windows do not tell, with what to use instead. A plan that comes from
 * k6 is told more than that the name is unknown.
 */
final class UnknownToWindows {

  private static final String PART_OF_REQUEST =
      "'service_time' (from the send to the end of the answer): the parts of a request are not"
          + " measured";
  private static final String WHOLE_ITERATION =
      "'response_time{step:iteration}', and 'measureIteration: true' in the scenario";
  private static final String PART_OF_ITERATION =
      "'response_time' with the tag 'step': requests are measured, and whole iterations";
  private static final String USERS =
      "'in_flight' (iterations that run): users who think are not counted";
  private static final String PROTOCOL =
      "'response_time' with the tag 'scenario': a metric is the same for every protocol";

  private static final Map<String, String> METRICS =
      Map.ofEntries(
          Map.entry("http_req_waiting", PART_OF_REQUEST),
          Map.entry("http_req_blocked", PART_OF_REQUEST),
          Map.entry("http_req_connecting", PART_OF_REQUEST),
          Map.entry("http_req_tls_handshaking", PART_OF_REQUEST),
          Map.entry("http_req_sending", PART_OF_REQUEST),
          Map.entry("http_req_receiving", PART_OF_REQUEST),
          Map.entry("iteration_duration", WHOLE_ITERATION),
          Map.entry("group_duration", PART_OF_ITERATION),
          Map.entry("vus", USERS),
          Map.entry("vus_max", USERS),
          Map.entry("grpc_req_duration", PROTOCOL),
          Map.entry("ws_connecting", PROTOCOL),
          Map.entry("ws_session_duration", PROTOCOL));

  private static final Map<String, String> TAGS =
      Map.of(
          "method", "'step': the name of the request",
          "url", "'step': the name of the request",
          "group", "'scenario' or 'step'",
          "proto", "'scenario', whose target decides the protocol",
          "expected_response", "no tag: the metric 'failed' tells the share of the others",
          "error", "'requests' with the tag 'outcome'",
          "error_code", "'requests' with the tag 'status'",
          "check", "'step' on the metric 'checks'");

  private UnknownToWindows() {}

  /** What to use instead of the metric; empty when k6 does not know it either. */
  static Optional<String> insteadOfMetric(String name) {
    return Optional.ofNullable(METRICS.get(name));
  }

  /** What to use instead of the tag; empty when k6 does not know it either. */
  static Optional<String> insteadOfTag(String name) {
    return Optional.ofNullable(TAGS.get(name));
  }
}
