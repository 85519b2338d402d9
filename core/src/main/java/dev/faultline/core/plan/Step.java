package dev.faultline.core.plan;

import dev.faultline.core.check.Expectation;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** One thing that an iteration does. */
public sealed interface Step {

  /** Unique within its scenario. */
  String name();

  /** Asks something of the target over its protocol, and is measured. */
  sealed interface Measured extends Step {

    /** How long the answer may take. */
    Duration timeout();
  }

  /**
   * One HTTP request.
   *
   * @param path begins with a slash
   * @param headers in the order written
   * @param timeout from the actual send
   * @param expectation what the answer must be like
   */
  record Request(
      String name,
      String method,
      String path,
      Map<String, String> headers,
      Optional<String> body,
      Duration timeout,
      Expectation expectation)
      implements Measured {

    public Request {
      headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }
  }

  /**
   * One unary gRPC call.
   *
   * @param service full name, for example {@code faultline.sample.Inference}
   * @param method of that service
   * @param message the request as a JSON object, in the form of protobuf's JSON mapping
   * @param metadata in the order written
   * @param timeout the call's deadline, of which the server is told
   * @param expectedStatus what the server must end the call with
   */
  record GrpcCall(
      String name,
      String service,
      String method,
      String message,
      Map<String, String> metadata,
      Duration timeout,
      GrpcStatus expectedStatus)
      implements Measured {

    public GrpcCall {
      metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
    }

    /** {@code service/method}, as plans and gRPC write it. */
    public String fullMethod() {
      return service + "/" + method;
    }
  }

  /** Think time, not measured. */
  record Pause(String name, Duration duration) implements Step {}
}
