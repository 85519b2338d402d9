package dev.faultline.generator.driver.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.faultline.core.check.Answer;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What came in a call that a step looks into. On one event loop. */
final class KeptAnswers {

  /** What all answers may have, so that no target can exhaust the generator's memory. */
  static final int MAX_BYTES = 1 << 20;

  private static final String MESSAGE = "grpc-message";

  private final AnswerJson json;
  private final boolean bodyWanted;
  private final Map<String, String> headers = new HashMap<>();
  private final List<byte[]> answers = new ArrayList<>();
  private int bytes;

  /**
   * @param bodyWanted false when headers and trailers are enough
   */
  KeptAnswers(AnswerJson json, boolean bodyWanted) {
    this.json = json;
    this.bodyWanted = bodyWanted;
  }

  /** Those before the answers, or the trailers behind them. Binary ones are passed over. */
  void headers(Metadata metadata) {
    for (String name : metadata.keys()) {
      if (!name.endsWith(Metadata.BINARY_HEADER_SUFFIX)) {
        for (String value :
            metadata.getAll(Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER))) {
          headers.merge(name, value, (first, next) -> first + ", " + next);
        }
      }
    }
  }

  /** The next one. */
  void answer(byte[] answer) {
    if (bodyWanted && bytes <= MAX_BYTES) {
      bytes += answer.length;
      answers.add(answer);
      if (tooLarge()) {
        answers.clear();
      }
    }
  }

  /** Whether there were more bytes than {@link #MAX_BYTES}. */
  boolean tooLarge() {
    return bytes > MAX_BYTES;
  }

  /**
   * As checks see it; what the server says about a status is the header {@code grpc-message}.
   *
   * @throws InvalidProtocolBufferException when an answer is not of the method's type
   */
  Answer complete(Status status, long serviceMicros) throws InvalidProtocolBufferException {
    if (status.getDescription() != null) {
      headers.put(MESSAGE, status.getDescription());
    }
    return new Answer(headers, bodyWanted ? json.write(answers) : "", serviceMicros);
  }
}
