package dev.faultline.core.fault;

/** How many of the pods that match are hit; which ones is left to chance. */
public sealed interface PodMode {

  /**
   * How many pods that is.
   *
   * @param matching how many there are to choose from
   */
  int count(int matching);

  /** For people, for example {@code 2 pods of}. */
  String describe();

  /** One of them. */
  record One() implements PodMode {
    @Override
    public int count(int matching) {
      return Math.min(1, matching);
    }

    @Override
    public String describe() {
      return "one pod of";
    }
  }

  /** Every one of them. */
  record All() implements PodMode {
    @Override
    public int count(int matching) {
      return matching;
    }

    @Override
    public String describe() {
      return "all pods of";
    }
  }

  /**
   * A number of them, or all when there are fewer.
   *
   * @param pods at least 1
   */
  record Fixed(int pods) implements PodMode {
    @Override
    public int count(int matching) {
      return Math.min(pods, matching);
    }

    @Override
    public String describe() {
      return pods + " pods of";
    }
  }

  /**
   * A share of them, rounded up.
   *
   * @param percent from 1 to 100
   */
  record Percent(int percent) implements PodMode {
    @Override
    public int count(int matching) {
      return Math.ceilDiv(matching * percent, 100);
    }

    @Override
    public String describe() {
      return percent + " % of the pods of";
    }
  }
}
