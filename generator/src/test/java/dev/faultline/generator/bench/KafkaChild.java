package dev.faultline.generator.bench;

import dev.faultline.testkit.EmbeddedCluster;
import dev.faultline.testkit.bench.Parent;

/** A broker in a JVM of its own. */
final class KafkaChild {

  private KafkaChild() {}

  /** Runs until the parent is gone. */
  public static void main(String[] none) throws Exception {
    Parent parent = Parent.listenTo();
    try (EmbeddedCluster cluster = EmbeddedCluster.start()) {
      parent.answer(cluster.settings().bootstrapServers());
      parent.request();
    }
  }
}
