package dev.faultline.generator.driver.redis;

import dev.faultline.generator.driver.Dialer;
import dev.faultline.generator.driver.Failure;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.redis.RedisDecoder;
import java.util.List;
import java.util.function.Consumer;

/**
 * Opens connections to a server.
 *
 * @param greeting commands that a connection begins with
 * @param timeoutMicros how long it may take until the server has answered them
 */
record Opener(EventLoop loop, Dialer dialer, List<byte[]> greeting, long timeoutMicros) {

  Opener {
    greeting = List.copyOf(greeting);
  }

  /**
   * Opens one.
   *
   * @param handler of what the decoder finds
   * @param opened told when commands can be sent
   * @param failed told why not
   */
  void connect(ChannelHandler handler, Consumer<Channel> opened, Consumer<Failure> failed) {
    ChannelHandler decoding =
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel channel) {
            channel.pipeline().addLast(new RedisDecoder(), handler);
          }
        };
    dialer.dial(timeoutMicros, decoding, opened, failed);
  }
}
