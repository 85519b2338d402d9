package dev.faultline.core.plan;

import dev.faultline.core.expression.Scope;
import dev.faultline.core.yaml.YamlNode;
import java.util.Optional;
import java.util.function.Function;

/**
 * How one kind of measured step is written: {@code name: …, <key>: …}, beside what all have in
 * common, see {@link RequestReader}.
 */
interface StepKind {

  /** The key that such a step is known by. */
  String key();

  /** What it asks, for mistakes: {@code a HTTP request}. */
  String called();

  /** Whether that can be asked of the target. */
  boolean fits(Target target);

  /** What can be said about its answers. */
  CheckForm answers();

  /**
   * Reads what stands under the key.
   *
   * @param scope what expressions may refer to
   * @return makes the step when the rest of it is known; empty when something is wrong
   */
  Optional<Function<StepHead, Step.Measured>> read(YamlNode node, Scope scope);

  /**
   * The same where the target is known, and what it understands perhaps.
   *
   * @param target one that fits
   */
  default Optional<Function<StepHead, Step.Measured>> read(
      YamlNode node, Scope scope, Target target) {
    return read(node, scope);
  }
}
