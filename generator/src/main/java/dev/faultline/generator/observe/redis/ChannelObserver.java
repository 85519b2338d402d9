package dev.faultline.generator.observe.redis;

import dev.faultline.core.check.Answer;
import dev.faultline.core.plan.Observation;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.driver.Secrets;
import dev.faultline.generator.driver.redis.Subscription;
import dev.faultline.generator.scenario.Observer;
import dev.faultline.generator.scenario.Sights;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Listens to a channel on an event loop of its own that is no load's. A Redis keeps no message for
 * who is not there: when the connection is lost, nobody knows what was missed, so nothing can be
 * observed any more. What waits to be taken into account is bounded; beyond, no more is fetched.
 */
public final class ChannelObserver implements Subscription.Listener {

  private static final System.Logger LOG = System.getLogger(ChannelObserver.class.getName());
  private static final int ROOM = 10_000;
  private static final int PATIENCE_SECONDS = 10;

  private final Observation.RedisChannel channel;
  private final Sights sights;
  private final EventLoop loop;
  private final CompletableFuture<Void> listening = new CompletableFuture<>();

  /** All below: on the loop. */
  private Subscription subscription;

  private List<String> waiting = new ArrayList<>();
  private boolean handingOver;

  private ChannelObserver(Observation.RedisChannel channel, Sights sights, EventLoop loop) {
    this.channel = channel;
    this.sights = sights;
    this.loop = loop;
  }

  /**
   * Begins to listen; what is published from now on is seen.
   *
   * @throws UnusableTargetException when the server cannot be reached, or refuses
   */
  public static Observer open(
      Observation.RedisChannel channel, Sights sights, Clock clock, Secrets secrets)
      throws UnusableTargetException {
    EventLoopGroup group =
        new NioEventLoopGroup(
            1, new DefaultThreadFactory("faultline-observer-" + channel.channel(), true));
    EventLoop loop = group.next();
    ChannelObserver observer = new ChannelObserver(channel, sights, loop);
    try {
      observer.listen(clock, secrets);
    } catch (UnusableTargetException e) {
      observer.close(group);
      throw e;
    }
    return () -> observer.close(group);
  }

  private void listen(Clock clock, Secrets secrets) throws UnusableTargetException {
    loop.execute(() -> subscribe(clock, secrets));
    try {
      listening.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      throw unusable(e.getCause().getMessage());
    } catch (TimeoutException _) {
      throw unusable("no answer");
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw unusable("interrupted");
    }
  }

  private UnusableTargetException unusable(String why) {
    return new UnusableTargetException(
        "target '%s': channel '%s' of %s cannot be observed: %s"
            .formatted(
                channel.target().name(), channel.channel(), channel.target().location(), why));
  }

  private void subscribe(Clock clock, Secrets secrets) {
    Bootstrap bootstrap = new Bootstrap().group(loop).channel(NioSocketChannel.class);
    try {
      subscription =
          Subscription.open(
              channel.target(), channel.channel(), bootstrap, loop, secrets, clock, this);
    } catch (UnusableTargetException e) {
      listening.completeExceptionally(e);
    }
  }

  @Override
  public void ready() {
    listening.complete(null);
  }

  @Override
  public void message(String from, String message, long bytes) {
    waiting.addAll(channel.id().all(new Answer(Map.of(), message, 0)));
    subscription.fetch(waiting.size() < ROOM);
    handOver();
  }

  private void handOver() {
    if (handingOver || waiting.isEmpty()) {
      return;
    }
    handingOver = true;
    seen().whenCompleteAsync((_, failure) -> taken(failure), loop);
  }

  private CompletableFuture<Void> seen() {
    List<String> ids = waiting;
    waiting = new ArrayList<>();
    try {
      return sights.seen(ids).toCompletableFuture();
    } catch (RejectedExecutionException e) {
      return CompletableFuture.failedFuture(e);
    }
  }

  private void taken(Throwable failure) {
    handingOver = false;
    if (failure == null) {
      subscription.fetch(true);
      handOver();
    } else {
      LOG.log(Level.DEBUG, "Nobody wants to know of the channel any longer", failure);
      subscription.close();
    }
  }

  @Override
  public void failed(Failure failure) {
    ended(failure.reason());
  }

  @Override
  public void refused(String kind) {
    ended(kind);
  }

  private void ended(String why) {
    if (listening.completeExceptionally(new IllegalStateException(why))) {
      return;
    }
    LOG.log(Level.ERROR, "The channel {0} cannot be observed: {1}", channel.channel(), why);
    CompletableFuture<Void> _ = seen(); // what has come counts; all that follows is unknown
    sights.blinded();
  }

  private void close(EventLoopGroup group) {
    loop.execute(
        () -> {
          if (subscription != null) {
            subscription.close();
          }
        });
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS);
  }
}
