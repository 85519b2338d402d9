package dev.faultline.core.plan;

import dev.faultline.core.fault.FaultAction;
import dev.faultline.core.yaml.YamlMap;
import dev.faultline.core.yaml.YamlNode;
import java.util.Collection;
import java.util.Optional;

/** Actions that are done to the same kind of thing. */
interface ActionFamily {

  /** The key of a fault that says what it is done to. */
  String subject();

  /** The keys of the actions, in the order in which messages name them. */
  Collection<String> actions();

  /** Tells what is wrong with what it is done to, for a fault that has no action. */
  void checkSubject(YamlMap fault);

  /**
   * Reads an action and what it is done to.
   *
   * @param fault the whole fault
   * @param action the value of one of the actions' keys
   */
  Optional<FaultAction> read(YamlMap fault, YamlNode action);
}
