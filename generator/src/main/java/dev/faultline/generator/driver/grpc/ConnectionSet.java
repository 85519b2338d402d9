package dev.faultline.generator.driver.grpc;

import dev.faultline.core.time.Clock;
import dev.faultline.generator.schedule.EventLoops;
import io.grpc.CallOptions;
import io.grpc.ClientStreamTracer;
import io.grpc.ConnectivityState;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.netty.channel.EventLoop;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The connections of one scenario to its target. A call goes over the one that another has just
 * left, if it may, see {@link EvenShares}; otherwise over those that are ready, in turn, and the
 * others are opened in passing. When none is ready, a call waits on the one whose turn it is, and
 * shares its fate: a failed attempt fails all that wait for it.
 *
 * <p>A connection that failed is tried again as soon as a call needs it; within {@link
 * #ATTEMPT_COUNTS_MICROS} of a failed attempt a call fails with that attempt's reason, so that a
 * target that is away cannot keep the event loop busy with attempts. On one event loop.
 */
final class ConnectionSet {

  private static final long ATTEMPT_COUNTS_MICROS = 10_000;

  private final List<ManagedChannel> channels;
  private final long[] triedMicros;
  private final EvenShares shares;
  private final EventLoop loop;
  private final Clock clock;

  /** Begun, but no connection has taken them yet. */
  private final Set<Call> waiting = new LinkedHashSet<>();

  /** Begun, and of a kind that may go on for long. */
  private final Set<Call> streams = new LinkedHashSet<>();

  private final List<Deadlines> deadlines = new ArrayList<>();

  /** One for all calls: grpc-java asks for a call's tracer while the call is begun. */
  private final CallOptions options =
      CallOptions.DEFAULT.withStreamTracerFactory(
          new ClientStreamTracer.Factory() {
            @Override
            public ClientStreamTracer newClientStreamTracer(
                ClientStreamTracer.StreamInfo info, Metadata headers) {
              return beginning.tracer();
            }
          });

  private Call beginning;
  private int turn;

  ConnectionSet(List<ManagedChannel> channels, EventLoops.Loop loop, Clock clock) {
    this.channels = channels;
    this.triedMicros = new long[channels.size()];
    this.shares = new EvenShares(channels.size());
    this.loop = loop.eventLoop();
    this.clock = clock;
  }

  Clock clock() {
    return clock;
  }

  /** That all of it lives on. */
  EventLoop loop() {
    return loop;
  }

  /** The deadlines of a step; before the load begins. */
  Deadlines deadlines(long timeoutMicros) {
    Deadlines its = new Deadlines(timeoutMicros, loop, clock);
    deadlines.add(its);
    return its;
  }

  void begin(Call call) {
    int connection = connection();
    shares.enters(connection);
    beginning = call;
    call.begin(connection, channels.get(connection), options);
    if (call.waits()) {
      waiting.add(call);
    }
  }

  /** It may go on for long. */
  void streams(Call call) {
    streams.add(call);
  }

  /** It has ended. */
  void streamsNoLonger(Call call) {
    streams.remove(call);
  }

  /** It was handed to a connection, or ended without. */
  void waitsNoLonger(Call call) {
    waiting.remove(call);
  }

  /** A call over that connection has ended, and the next may follow. */
  void left(int connection) {
    shares.leaves(connection);
  }

  /** Ends all that wait. */
  void giveUpWaiting() {
    List.copyOf(waiting).forEach(Call::giveUp);
  }

  /** Ends all that could go on for as long as their server likes. */
  void stopStreams() {
    List.copyOf(streams).forEach(Call::stop);
  }

  void close() {
    deadlines.forEach(Deadlines::close);
    channels.forEach(ManagedChannel::shutdownNow);
  }

  private int connection() {
    if (shares.lastLeftHasRoom()
        && channels.get(shares.lastLeft()).getState(false) == ConnectivityState.READY) {
      return shares.lastLeft();
    }
    for (int i = 0; i < channels.size(); i++) {
      int index = next();
      ManagedChannel channel = channels.get(index);
      switch (channel.getState(false)) {
        case READY -> {
          return index;
        }
        case IDLE -> {
          ConnectivityState _ = channel.getState(true);
        }
        case CONNECTING, TRANSIENT_FAILURE, SHUTDOWN -> {}
      }
    }
    int mine = next();
    tryAgain(mine);
    return mine;
  }

  private void tryAgain(int index) {
    ManagedChannel channel = channels.get(index);
    long nowMicros = clock.epochMicros();
    if (channel.getState(false) == ConnectivityState.TRANSIENT_FAILURE
        && nowMicros - triedMicros[index] > ATTEMPT_COUNTS_MICROS) {
      triedMicros[index] = nowMicros;
      channel.resetConnectBackoff();
    }
  }

  private int next() {
    int mine = turn;
    turn = mine + 1 == channels.size() ? 0 : mine + 1;
    return mine;
  }
}
