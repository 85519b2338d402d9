package dev.faultline.streams;

import java.util.Set;

/** Some topics, asked about once a record: mostly about the same as before. Not thread-safe. */
final class TopicChoice {

  private final Set<String> topics;
  private String latest;
  private boolean latestChosen;

  TopicChoice(Set<String> topics) {
    this.topics = topics;
  }

  boolean contains(String topic) {
    if (!topic.equals(latest)) {
      latest = topic;
      latestChosen = topics.contains(topic);
    }
    return latestChosen;
  }
}
