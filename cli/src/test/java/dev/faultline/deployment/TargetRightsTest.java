package dev.faultline.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.rbac.PolicyRule;
import io.fabric8.kubernetes.api.model.rbac.Role;
import io.fabric8.kubernetes.api.model.rbac.RoleBinding;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the injector may do in a namespace that somebody gave to it. */
class TargetRightsTest {

  private static final Path BASE = Path.of("..", "k8s", "base");
  private static final Path TARGET = Path.of("..", "k8s", "target");

  @Test
  void theInjectorMayBreakPodsThroughChaosMeshAndOtherwiseOnlyLookAtThem() throws IOException {
    Role role = Manifests.written(TARGET).only(Role.class, "faultline-chaos-injector");

    assertThat(role.getRules())
        .containsExactly(
            rule(
                "chaos-mesh.org",
                List.of("networkchaos", "podchaos", "stresschaos"),
                List.of("get", "list", "create", "delete")),
            rule("", List.of("pods"), List.of("list")));
  }

  @Test
  void theRightsAreTheInjectorsAndOfNoNamespaceUntilOneIsNamed() throws IOException {
    Manifests target = Manifests.written(TARGET);
    RoleBinding binding = target.only(RoleBinding.class, "faultline-chaos-injector");

    assertThat(binding.getRoleRef().getKind()).isEqualTo("Role");
    assertThat(target.only(Role.class, binding.getRoleRef().getName())).isNotNull();
    assertThat(binding.getSubjects())
        .singleElement()
        .satisfies(
            subject -> {
              assertThat(subject.getNamespace()).isEqualTo(Kustomization.read(BASE).namespace());
              assertThat(Manifests.written(BASE).only(ServiceAccount.class, subject.getName()))
                  .isNotNull();
            });
    assertThat(target.objects())
        .allSatisfy(object -> assertThat(object.getMetadata().getNamespace()).isNull());
  }

  private static PolicyRule rule(String group, List<String> resources, List<String> verbs) {
    return new PolicyRule(List.of(group), List.of(), List.of(), resources, verbs);
  }
}
