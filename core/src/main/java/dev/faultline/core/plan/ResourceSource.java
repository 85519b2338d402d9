package dev.faultline.core.plan;

import dev.faultline.core.resource.Exposition;
import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Where the use of a resource is looked up. */
public sealed interface ResourceSource {

  /** A process on the machine of the generator that samples, found each time anew. */
  sealed interface Process extends ResourceSource {}

  /**
   * The process whose number stands in a file.
   *
   * @param path as the generator's machine has it
   */
  record PidFile(String path) implements Process {}

  /** The process that listens on a TCP port. */
  record Port(int port) implements Process {}

  /** The one process whose command line, its words parted by blanks, holds the text. */
  record Command(String text) implements Process {}

  /**
   * An endpoint in Prometheus' text format.
   *
   * @param metrics what is measured, by the name of the measure
   */
  record Prometheus(URI url, SortedMap<String, Exposition.Selector> metrics)
      implements ResourceSource {

    public Prometheus {
      metrics = Collections.unmodifiableSortedMap(new TreeMap<>(metrics));
    }

    /** An endpoint of which these are measured. */
    public Prometheus(URI url, Map<String, Exposition.Selector> metrics) {
      this(url, new TreeMap<>(metrics));
    }
  }
}
