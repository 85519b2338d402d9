package dev.faultline.core.yaml;

import java.util.List;

/** Hears what the values of a document are read as, whether they can be or not. */
@FunctionalInterface
public interface ReadingListener {

  /** Hears nothing. */
  ReadingListener NONE = (path, as) -> {};

  /**
   * A value is read.
   *
   * @param path the keys that lead to it, from the document's root; {@code []} for any element of a
   *     list
   */
  void read(List<String> path, ReadAs as);
}
