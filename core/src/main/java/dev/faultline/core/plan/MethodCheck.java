package dev.faultline.core.plan;

import dev.faultline.core.protobuf.DescriptorSet;
import dev.faultline.core.protobuf.RpcMethod;
import dev.faultline.core.yaml.Suggestion;
import dev.faultline.core.yaml.YamlNode;
import java.util.List;
import java.util.Optional;

/**
 * Holds a call of a plan against the types of its target.
 *
 * @param types empty when only the target itself knows them
 */
record MethodCheck(Optional<DescriptorSet> types) {

  static MethodCheck of(Target target) {
    return new MethodCheck(target instanceof Target.Grpc grpc ? grpc.types() : Optional.empty());
  }

  /**
   * Tells what does not fit.
   *
   * @param messages those that are written
   * @param many their list, when they are written as one
   */
  void check(YamlNode node, String fullMethod, List<YamlNode> messages, Optional<YamlNode> many) {
    if (types.isEmpty()) {
      return;
    }
    int slash = fullMethod.indexOf('/');
    String service = fullMethod.substring(0, slash);
    Optional<List<RpcMethod>> methods = types.get().methods(service);
    if (methods.isEmpty()) {
      unknown(node, "service", service, types.get().services());
      return;
    }
    String name = fullMethod.substring(slash + 1);
    methods.get().stream()
        .filter(method -> method.name().equals(name))
        .findFirst()
        .ifPresentOrElse(
            method -> check(method, messages, many),
            () ->
                unknown(
                    node, "method", name, methods.get().stream().map(RpcMethod::name).toList()));
  }

  private static void unknown(YamlNode node, String what, String name, List<String> known) {
    node.mistake(
        "unknown %s '%s'%s".formatted(what, name, Suggestion.didYouMean(name, known)),
        known.isEmpty() ? "none, for there is none" : "one of " + String.join(", ", known));
  }

  private void check(RpcMethod method, List<YamlNode> messages, Optional<YamlNode> many) {
    if (many.isPresent() && !method.clientStreams()) {
      many.get()
          .mistakeAtName(
              "'messages' for '%s', which takes one message".formatted(method.name()), "'message'");
    }
    MessageCheck check = new MessageCheck(types.orElseThrow());
    messages.forEach(message -> check.check(message, method.input()));
  }
}
