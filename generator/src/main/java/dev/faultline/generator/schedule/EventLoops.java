package dev.faultline.generator.schedule;

import dev.faultline.core.time.Clock;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/**
 * The threads that put the load on: epoll where the system has it, because its sleeps are precise
 * to some 50 µs, otherwise NIO, whose sleeps are whole milliseconds.
 */
public final class EventLoops implements AutoCloseable {

  private static final long EPOLL_WAKE_UP_MICROS = 60;
  private static final long NIO_WAKE_UP_MICROS = 1000;
  private static final int MIN_USER_TIMEOUT_MILLIS = 1000;

  private final EventLoopGroup group;
  private final Class<? extends SocketChannel> channelType;
  private final Optional<ChannelOption<Integer>> userTimeout;
  private final long marginMicros;
  private final Clock clock;
  private final Consumer<Throwable> onDefect;

  /**
   * @param onDefect told, on a loop, when something scheduled on it throws
   */
  public EventLoops(int threads, Clock clock, Idle idle, Consumer<Throwable> onDefect) {
    this.clock = clock;
    this.onDefect = onDefect;
    DefaultThreadFactory threadFactory = new DefaultThreadFactory("faultline-load", true);
    if (Epoll.isAvailable()) {
      group = new EpollEventLoopGroup(threads, threadFactory);
      channelType = EpollSocketChannel.class;
      userTimeout = Optional.of(EpollChannelOption.TCP_USER_TIMEOUT);
      marginMicros = idle.marginMicros(EPOLL_WAKE_UP_MICROS);
    } else {
      group = new NioEventLoopGroup(threads, threadFactory);
      channelType = NioSocketChannel.class;
      userTimeout = Optional.empty();
      marginMicros = idle.marginMicros(NIO_WAKE_UP_MICROS);
    }
    group.forEach(loop -> loop.execute(PromptThread::become));
  }

  /** The next loop in turn. */
  public Loop next() {
    EventLoop eventLoop = group.next();
    return new Loop(
        eventLoop,
        new NettyTimer(eventLoop, clock, marginMicros, onDefect),
        new Bootstrap().group(eventLoop).channel(channelType),
        channelType,
        userTimeout);
  }

  /** Whether the loops still run. */
  public boolean alive() {
    return !group.isShuttingDown();
  }

  /** Ends the threads; what is still scheduled on them never runs. */
  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10, TimeUnit.SECONDS);
  }

  /**
   * One thread of load.
   *
   * @param timer for what runs on it
   * @param bootstrap opens connections that are served by it; clone before changing
   * @param channelType of these connections
   * @param userTimeout the option of {@link #endUnacknowledged}; empty where there is none
   */
  public record Loop(
      EventLoop eventLoop,
      LoopTimer timer,
      Bootstrap bootstrap,
      Class<? extends SocketChannel> channelType,
      Optional<ChannelOption<Integer>> userTimeout) {

    /**
     * Has the system end a connection after a time in which the other side's machine acknowledged
     * nothing of what was sent to it, or had no room for it: RFC 5482's user timeout. Where it
     * cannot be set, the system tries for minutes, at ever longer intervals.
     *
     * @param after taken as a second when it is less, so that a packet that was lost can be sent
     *     again, which takes 200 ms at least
     * @param options takes the option for connections to come
     */
    public void endUnacknowledged(
        Duration after, BiConsumer<ChannelOption<Integer>, Integer> options) {
      int millis = Math.clamp(after.toMillis(), MIN_USER_TIMEOUT_MILLIS, Integer.MAX_VALUE);
      userTimeout.ifPresent(option -> options.accept(option, millis));
    }
  }
}
