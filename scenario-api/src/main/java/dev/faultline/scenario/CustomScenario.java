package dev.faultline.scenario;

import java.util.Map;

/**
 * What an iteration does where a plan's own steps do not suffice. A jar names those that it has in
 * {@code META-INF/services/dev.faultline.scenario.CustomScenario}; each needs a public constructor
 * without parameters.
 *
 * <p>There is an instance for each part of a load that a generator carries, and one more, set up
 * and torn down at once, when a plan is checked before its load:
 *
 * <pre>
 * constructor ─▶ setup ─▶ execute, many at once ─▶ teardown
 * </pre>
 */
public interface CustomScenario {

  /** What plans call it: letters, digits, {@code . _ -}; no two in a jar have the same. */
  String name();

  /**
   * Makes what executions share, such as a client. Has ten seconds, and is interrupted then.
   *
   * @param settings those of the target
   * @throws Exception when there can be no load; the message is for the user
   */
  default void setup(Map<String, String> settings) throws Exception {}

  /**
   * Does it once; that it returns means that all was well. Called on many virtual threads at once,
   * which may block, and are interrupted when the step's timeout has passed.
   *
   * @throws CheckFailedException when there was an answer, and not the one that should be
   * @throws Exception when there was none; what is counted is its type
   */
  void execute(Iteration iteration) throws Exception;

  /**
   * Closes what {@link #setup} has made, also where that failed halfway. Has ten seconds, and is
   * interrupted then.
   *
   * @throws Exception which is logged, and changes nothing
   */
  default void teardown() throws Exception {}
}
