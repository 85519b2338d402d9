package dev.faultline.chaos.driver.chaosmesh;

import dev.faultline.chaos.driver.chaosmesh.Sighting.Absent;
import dev.faultline.chaos.driver.chaosmesh.Sighting.Nothing;
import dev.faultline.chaos.driver.chaosmesh.Sighting.Present;
import dev.faultline.chaos.driver.chaosmesh.Sighting.Refused;
import dev.faultline.chaos.driver.chaosmesh.Sighting.Unknown;
import dev.faultline.chaos.lifecycle.DriverException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * One object from its creation to its end. A thread of its own asks the API server, several times a
 * second, so that nobody else ever waits for an answer; {@link #lastSeen} is what it saw last.
 *
 * <pre>
 * create ─▶ Nothing ─▶ Present ⇄ Unknown
 *              │          │ delete, then Chaos Mesh undoes it
 *              ▼          ▼
 *           Refused ─▶ Absent
 * </pre>
 */
final class FollowedObject implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(FollowedObject.class.getName());
  private static final Duration PAUSE = Duration.ofMillis(250);

  /** The pods are looked at for a minute after the object is gone; nobody asks for longer. */
  private static final int LOOKS_AFTER = 240;

  /** How long the last request, for the deletion, may take. */
  private static final Duration LAST_REQUEST = Duration.ofSeconds(8);

  /** What makes it. */
  interface Creation {

    /**
     * Creates it.
     *
     * @return the pods before
     * @throws DriverException when it could not be created, or must not be
     */
    Pods create() throws DriverException;
  }

  private final Cluster cluster;
  private final ChaosObject object;
  private final Thread thread;

  private volatile Sighting lastSeen = new Nothing();
  private volatile boolean deletionWanted;
  private volatile boolean closing;
  private boolean deletionSent;
  private Pods before = Pods.of(List.of());

  private FollowedObject(Cluster cluster, ChaosObject object, Creation creation) {
    this.cluster = cluster;
    this.object = object;
    this.thread = Thread.ofVirtual().name(object.name()).unstarted(() -> live(creation));
  }

  /** Begins to create it and to follow it; returns at once. */
  static FollowedObject create(Cluster cluster, ChaosObject object, Creation creation) {
    FollowedObject followed = new FollowedObject(cluster, object, creation);
    followed.thread.start();
    return followed;
  }

  Sighting lastSeen() {
    return lastSeen;
  }

  /** Asks for its deletion; returns at once. */
  void delete() {
    if (!deletionWanted) {
      deletionWanted = true;
      LockSupport.unpark(thread);
    }
  }

  /** Ends the thread; an object that is left is deleted, without waiting for it to be gone. */
  @Override
  public void close() {
    deletionWanted = true;
    closing = true;
    LockSupport.unpark(thread);
    try {
      if (!thread.join(LAST_REQUEST)) {
        LOG.log(Level.WARNING, "{0} may be left until its lease ends", object.describe());
      }
    } catch (InterruptedException stop) {
      Thread.currentThread().interrupt();
    }
  }

  private void live(Creation creation) {
    try {
      before = creation.create();
    } catch (DriverException refused) {
      lastSeen = new Refused(refused.getMessage());
    } catch (RuntimeException bug) {
      lastSeen = new Refused(told(bug));
    }
    for (int after = 0; !closing && after < LOOKS_AFTER; ) {
      if (deletionWanted || !(lastSeen instanceof Refused)) {
        lastSeen = look();
      }
      after += lastSeen instanceof Absent ? 1 : 0;
      LockSupport.parkNanos(PAUSE.toNanos());
    }
    if (!deletionSent && !(lastSeen instanceof Absent)) {
      look();
    }
  }

  /** A refused creation may have happened all the same: a request that timed out, for one. */
  private Sighting look() {
    try {
      Optional<GenericKubernetesResource> found = cluster.find(object);
      if (found.isPresent() && deletionWanted && !deletionSent) {
        cluster.delete(object.kind(), found.get());
        deletionSent = true;
        found = cluster.find(object);
      }
      Pods now = cluster.pods(object.action().pods());
      return found.isPresent()
          ? new Present(ChaosStatus.of(found.get()), before, now)
          : new Absent(before, now);
    } catch (DriverException unanswered) {
      return new Unknown(unanswered.getMessage());
    } catch (RuntimeException bug) {
      return new Unknown(told(bug));
    }
  }

  private String told(RuntimeException bug) {
    LOG.log(Level.ERROR, "the follower of " + object.describe() + " broke", bug);
    return "internal error: " + bug;
  }
}
