package dev.faultline.chaos.driver.chaosmesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.apiextensions.v1.CustomResourceDefinition;
import io.fabric8.kubernetes.client.utils.Serialization;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** That what holds the objects against the CRDs would find something. */
class CrdSchemaTest {

  private static final CrdSchema SCHEMA =
      CrdSchema.of(
          Serialization.unmarshal(
              """
              kind: CustomResourceDefinition
              apiVersion: apiextensions.k8s.io/v1
              spec:
                versions:
                  - name: v1
                    schema:
                      openAPIV3Schema:
                        type: object
                        required: [spec]
                        properties:
                          spec:
                            type: object
                            required: [mode]
                            properties:
                              mode: { type: string, enum: [one, all] }
                              wait: { type: string, pattern: '^[0-9]+s$' }
                              load: { type: integer, minimum: 0, maximum: 100 }
                              names: { type: array, items: { type: string } }
                              labels: { type: object, additionalProperties: { type: string } }
              """,
              CustomResourceDefinition.class));

  @Test
  void findsNothingWrongWithASoundObject() {
    assertThat(
            SCHEMA.problems(
                object("{ mode: one, wait: 10s, load: 100, names: [a], labels: { any: thing } }")))
        .isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "{ mode: one, mood: bad }          | /spec/mood: unknown field",
        "{ wait: 1s }                      | /spec/mode: missing",
        "{ mode: some }                    | /spec/mode: 'some' is not allowed",
        "{ mode: one, wait: 1m30s }        | /spec/wait: '1m30s' is not allowed",
        "{ mode: one, load: 101 }          | /spec/load: 101.0 is out of range",
        "{ mode: one, load: '80' }         | /spec/load: 80 is no integer",
        "{ mode: one, names: [1] }         | /spec/names[]: 1 is no string",
        "{ mode: one, labels: { a: [] } }  | /spec/labels/a: [] is no string",
      })
  void tellsWhatIsWrong(String spec, String problem) {
    assertThat(SCHEMA.problems(object(spec))).containsExactly(problem);
  }

  @Test
  void tellsAFieldBesideTheSpecAndAMissingSpec() {
    GenericKubernetesResource object = new GenericKubernetesResource();
    object.setAdditionalProperty("specs", "x");

    assertThat(SCHEMA.problems(object))
        .containsExactlyInAnyOrder("/specs: unknown field", "/spec: missing");
  }

  private static GenericKubernetesResource object(String spec) {
    return Serialization.unmarshal(
        "apiVersion: v1\nkind: Chaos\nspec: " + spec, GenericKubernetesResource.class);
  }
}
