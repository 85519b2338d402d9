package dev.faultline.deployment;

import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclResourcePatternType;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleGroupResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;
import io.strimzi.api.kafka.model.user.acl.AclRuleTransactionalIdResource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** What Strimzi's User Operator makes of the users in the manifests. */
final class KafkaRights {

  private KafkaRights() {}

  static List<AclBinding> of(KafkaUser user) {
    var rules = (KafkaUserAuthorizationSimple) user.getSpec().getAuthorization();
    String principal = "User:" + user.getMetadata().getName();
    return rules.getAcls().stream().flatMap(rule -> bindings(principal, rule)).toList();
  }

  private static Stream<AclBinding> bindings(String principal, AclRule rule) {
    ResourcePattern resource = pattern(rule.getResource());
    return rule.getOperations().stream()
        .map(
            operation ->
                new AclBinding(
                    resource,
                    new AccessControlEntry(
                        principal, "*", operation(operation.name()), AclPermissionType.ALLOW)));
  }

  private static ResourcePattern pattern(AclRuleResource resource) {
    return switch (resource) {
      case AclRuleTopicResource topic ->
          pattern(ResourceType.TOPIC, topic.getName(), topic.getPatternType());
      case AclRuleGroupResource group ->
          pattern(ResourceType.GROUP, group.getName(), group.getPatternType());
      case AclRuleTransactionalIdResource id ->
          pattern(ResourceType.TRANSACTIONAL_ID, id.getName(), id.getPatternType());
      default -> throw new AssertionError("no user needs rights on a " + resource.getType());
    };
  }

  private static ResourcePattern pattern(
      ResourceType type, String name, AclResourcePatternType pattern) {
    return new ResourcePattern(
        type,
        name,
        pattern == AclResourcePatternType.PREFIX ? PatternType.PREFIXED : PatternType.LITERAL);
  }

  /** Strimzi writes DESCRIBECONFIGS what Kafka calls DESCRIBE_CONFIGS. */
  private static AclOperation operation(String name) {
    return Arrays.stream(AclOperation.values())
        .filter(operation -> operation.name().replace("_", "").equals(name))
        .findFirst()
        .orElseThrow();
  }
}
