package dev.faultline.core.fault;

import dev.faultline.core.time.Durations;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What can be done to pods of a Kubernetes cluster. */
public sealed interface PodAction extends FaultAction {

  /** The pods that it is done to. */
  PodSelection pods();

  /** All pods that feel it: first those that it is done to, then who they are cut off from. */
  default List<PodSelection> touched() {
    return List.of(pods());
  }

  /** What is done to each of them, for people. */
  String effect();

  @Override
  default String target() {
    return pods().pods();
  }

  @Override
  default String describe() {
    return "%s %s: %s".formatted(pods().mode().describe(), pods().pods(), effect());
  }

  /**
   * What the pods send is held back.
   *
   * @param latency how long each packet is held back
   * @param jitter each packet's delay differs by up to this much either way
   * @param correlation percent, how much a packet's delay resembles that of the one before
   */
  record NetworkDelay(PodSelection pods, Duration latency, Duration jitter, BigDecimal correlation)
      implements PodAction {
    @Override
    public String kind() {
      return "network-delay";
    }

    @Override
    public String effect() {
      String delay = Durations.format(latency) + " delay";
      return jitter.isZero() ? delay : delay + " ± " + Durations.format(jitter);
    }
  }

  /**
   * Some of what the pods send is lost.
   *
   * @param loss percent of the packets
   * @param correlation percent, how much a packet's fate resembles that of the one before
   */
  record NetworkLoss(PodSelection pods, BigDecimal loss, BigDecimal correlation)
      implements PodAction {
    @Override
    public String kind() {
      return "network-loss";
    }

    @Override
    public String effect() {
      return loss.toPlainString() + " % of packets lost";
    }
  }

  /**
   * Nothing passes between the pods and others.
   *
   * @param direction seen from the pods
   * @param others who they are cut off from
   */
  record NetworkPartition(PodSelection pods, Direction direction, PodSelection others)
      implements PodAction {

    /** Which way nothing passes. */
    public enum Direction {
      TO,
      FROM,
      BOTH;

      /** As plans write it. */
      public String written() {
        return name().toLowerCase(Locale.ROOT);
      }
    }

    @Override
    public String kind() {
      return "network-partition";
    }

    @Override
    public List<PodSelection> touched() {
      return List.of(pods, others);
    }

    @Override
    public String effect() {
      String way =
          switch (direction) {
            case TO -> "nothing passes to";
            case FROM -> "nothing passes from";
            case BOTH -> "cut off from";
          };
      return "%s %s %s".formatted(way, others.mode().describe(), others.pods());
    }
  }

  /**
   * The pods send no faster than that.
   *
   * @param rate for example {@code 1mbps}; {@code bps} are bytes, {@code bit} are bits per second
   * @param limit bytes that may wait; more are dropped
   * @param buffer bytes that may be sent at once
   */
  record NetworkBandwidth(PodSelection pods, String rate, int limit, int buffer)
      implements PodAction {
    @Override
    public String kind() {
      return "network-bandwidth";
    }

    @Override
    public String effect() {
      return "at most " + rate;
    }
  }

  /**
   * The pods are deleted once; whoever manages them makes new ones.
   *
   * @param gracePeriod how long they may take to end, whole seconds; zero kills them
   */
  record PodKill(PodSelection pods, Duration gracePeriod) implements PodAction {
    @Override
    public String kind() {
      return "pod-kill";
    }

    @Override
    public String effect() {
      return gracePeriod.isZero()
          ? "killed"
          : "ended within %s".formatted(Durations.format(gracePeriod));
    }
  }

  /** The pods stay and do nothing. */
  record PodFailure(PodSelection pods) implements PodAction {
    @Override
    public String kind() {
      return "pod-failure";
    }

    @Override
    public String effect() {
      return "out of service";
    }
  }

  /**
   * Workers keep the pods' processors busy.
   *
   * @param workers how many, in each pod
   * @param load percent of a processor that each worker uses
   */
  record CpuStress(PodSelection pods, int workers, int load) implements PodAction {
    @Override
    public String kind() {
      return "cpu-stress";
    }

    @Override
    public String effect() {
      return "%d processor workers at %d %%".formatted(workers, load);
    }
  }

  /**
   * Workers hold memory of the pods.
   *
   * @param workers how many, in each pod
   * @param size what each holds, for example {@code 256MB} or {@code 50%}; empty: all there is
   */
  record MemoryStress(PodSelection pods, int workers, Optional<String> size) implements PodAction {
    @Override
    public String kind() {
      return "memory-stress";
    }

    @Override
    public String effect() {
      return "%d memory workers of %s".formatted(workers, size.orElse("all memory"));
    }
  }
}
