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
   * A method of it.
   *
   * @throws UnusableTargetException when there is none
   */
  default MethodDescriptor method(String serviceName, String methodName)
      throws UnusableTargetException {
    ServiceDescriptor service = service(serviceName);
    MethodDescriptor method = service.findMethodByName(methodName);
    if (method == null) {
      throw new UnusableTargetException(
          "service '%s' has no method '%s'; it has %s"
              .formatted(serviceName, methodName, names(service.getMethods())));
    }
    return method;
  }

  private static String names(List<MethodDescriptor> methods) {
    return methods.isEmpty()
        ? "none"
        : methods.stream().map(MethodDescriptor::getName).collect(Collectors.joining(", "));
  }
}
