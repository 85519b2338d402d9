package dev.faultline.generator.bench;

import dev.faultline.testkit.bench.Parent;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.netty.channel.epoll.EpollEventLoopGroup;
import io.netty.channel.epoll.EpollSocketChannel;
import java.net.InetSocketAddress;

/**
 * What grpc-java's asynchronous client can do: so many calls in flight, each of which begins the
 * next when it ends. All on one event loop; nothing is measured or told.
 */
final class BareGrpcLoop implements StreamObserver<byte[]> {

  private final ManagedChannel channel;

  private BareGrpcLoop(ManagedChannel channel) {
    this.channel = channel;
  }

  private void send() {
    ClientCalls.asyncUnaryCall(
        channel.newCall(PlainBytes.METHOD, CallOptions.DEFAULT), PlainBytes.HELLO, this);
  }

  @Override
  public void onNext(byte[] answer) {}

  @Override
  public void onCompleted() {
    send();
  }

  @Override
  public void onError(Throwable cause) {
    throw new IllegalStateException("a call has failed", cause);
  }

  /** Goes on until the parent is gone. */
  public static void main(String[] arguments) throws Exception {
    Parent parent = Parent.listenTo();
    int port = Integer.parseInt(arguments[0]);
    int calls = Integer.parseInt(arguments[1]);
    ManagedChannel[] channels = new ManagedChannel[Integer.parseInt(arguments[2])];
    EpollEventLoopGroup loop = new EpollEventLoopGroup(1);
    for (int i = 0; i < channels.length; i++) {
      channels[i] =
          NettyChannelBuilder.forAddress(new InetSocketAddress("127.0.0.1", port))
              .usePlaintext()
              .eventLoopGroup(loop)
              .channelType(EpollSocketChannel.class)
              .directExecutor()
              .disableRetry()
              .build();
    }
    loop.submit(
            () -> {
              for (int i = 0; i < calls; i++) {
                new BareGrpcLoop(channels[i % channels.length]).send();
              }
            })
        .sync();
    parent.answer("ready");
    parent.request();
  }
}
