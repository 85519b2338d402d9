package dev.faultline.generator.driver.grpc;

import dev.faultline.core.check.Expectation;
import io.grpc.MethodDescriptor;
import java.util.Optional;

/**
 * What all calls of a step have in common.
 *
 * @param deadlines of those in flight, from when a call is handed to a connection, ready or not
 * @param answers writes them as JSON for who looks into them
 * @param firstAnswer the step as which the time to the first answer is measured
 */
record CallForm(
    ConnectionSet connections,
    Kind kind,
    MethodDescriptor<byte[], byte[]> method,
    Pace pace,
    Deadlines deadlines,
    Expectation expectation,
    AnswerJson answers,
    Optional<String> firstAnswer) {

  /**
   * Before each message on the wire: a flag and the length.
   *
   * @see <a href="https://github.com/grpc/grpc/blob/master/doc/PROTOCOL-HTTP2.md">gRPC over
   *     HTTP/2</a>
   */
  static final int PREFIX_BYTES = 5;

  /** Where answers go when the status is not all that matters; null when it is. */
  KeptAnswers keeper() {
    return expectation.statusOnly() ? null : new KeptAnswers(answers, expectation.needsBody());
  }
}
