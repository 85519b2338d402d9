package dev.faultline.core.plan;

import dev.faultline.core.expression.Template;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a gRPC call sends: JSON objects in the form of protobuf's JSON mapping. */
public sealed interface GrpcMessages {

  /** All of them; at least one. */
  List<Template> inOrder();

  /** What methods take that take one message. */
  record One(Template message) implements GrpcMessages {

    @Override
    public List<Template> inOrder() {
      return List.of(message);
    }
  }

  /**
   * What methods take that take any number.
   *
   * @param every from one to the next; without it a message follows the one before at once, or its
   *     answer where the server answers with any number too
   */
  record Many(List<Template> inOrder, Optional<Duration> every) implements GrpcMessages {

    public Many {
      inOrder = List.copyOf(inOrder);
    }
  }
}
