package dev.faultline.generator.driver.grpc;

import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.util.List;
import java.util.stream.Collectors;

/** Where the types of a target's methods come from. May block; thread-safe. */
interface ServiceTypes {

  /**
   * The service of that full name.
   *
   * @throws UnusableTargetException when it cannot be found; the message says what is there instead
   */
  ServiceDescriptor service(String name) throws UnusableTargetException;

  /**
   * A method that takes one message and gives one.
   *
   * @throws UnusableTargetException when there is none
   */
  default MethodDescriptor unary(String serviceName, String methodName)
      throws UnusableTargetException {
    ServiceDescriptor service = service(serviceName);
    MethodDescriptor method = service.findMethodByName(methodName);
    if (method == null) {
      throw new UnusableTargetException(
          "service '%s' has no method '%s'; it has %s"
              .formatted(serviceName, methodName, names(service.getMethods())));
    }
    if (method.isClientStreaming() || method.isServerStreaming()) {
      throw new UnusableTargetException(
          "'%s/%s' is a streaming method; expected a unary one, of which the service has %s"
              .formatted(serviceName, methodName, names(unary(service))));
    }
    return method;
  }

  private static List<MethodDescriptor> unary(ServiceDescriptor service) {
    return service.getMethods().stream()
        .filter(each -> !each.isClientStreaming() && !each.isServerStreaming())
        .toList();
  }

  private static String names(List<MethodDescriptor> methods) {
    return methods.isEmpty()
        ? "none"
        : methods.stream().map(MethodDescriptor::getName).collect(Collectors.joining(", "));
  }
}
