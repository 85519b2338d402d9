package dev.faultline.generator.driver.redis;

import dev.faultline.core.expression.Values;
import dev.faultline.core.plan.RedisCommand;
import dev.faultline.core.plan.RedisDelivery;
import dev.faultline.core.plan.Step;
import dev.faultline.core.plan.Target;
import dev.faultline.core.time.Clock;
import dev.faultline.generator.scenario.PreparedRequest;
import dev.faultline.generator.scenario.StepDriver;
import dev.faultline.generator.scenario.UnusableTargetException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Redis, its commands pipelined over a few connections, its messages awaited on others. */
final class RedisDriver implements StepDriver {

  private final Target.Redis target;
  private final Opener opener;
  private final Lines lines;
  private final Clock clock;

  /** Filled while steps are prepared. */
  private final List<Deliveries> deliveries = new ArrayList<>();

  RedisDriver(Target.Redis target, Opener opener, Lines lines, Clock clock) {
    this.target = target;
    this.opener = opener;
    this.lines = lines;
    this.clock = clock;
  }

  @Override
  public PreparedRequest prepare(Step.Measured step) throws UnusableTargetException {
    return switch (step) {
      case RedisCommand command -> command(command);
      case RedisDelivery delivery -> delivery(delivery);
      default -> throw UnusableTargetException.notAsked(step, target);
    };
  }

  private PreparedRequest command(RedisCommand step) {
    CommandEncoder encoder = new CommandEncoder(step.words());
    boolean fixed = encoder.words().stream().allMatch(word -> word.fixed().isPresent());
    ByteBuf shared = fixed ? shared(encoder.encode(Values.fresh())) : Unpooled.EMPTY_BUFFER;
    return (values, completion) -> {
      ByteBuf bytes =
          fixed ? shared.retainedDuplicate() : Unpooled.wrappedBuffer(encoder.encode(values));
      lines.submit(new Request(bytes, step, values, completion, opener.loop(), clock));
    };
  }

  private PreparedRequest delivery(RedisDelivery step) {
    Deliveries awaited = new Deliveries(opener, lines, step.channel());
    deliveries.add(awaited);
    return (values, completion) ->
        awaited.begin(
            new Delivery(
                awaited,
                step.message().fill(values),
                step,
                values,
                completion,
                opener.loop(),
                clock));
  }

  /** Off the heap and never freed while the driver lives, so that sending copies nothing. */
  private static ByteBuf shared(byte[] bytes) {
    return Unpooled.wrappedBuffer(ByteBuffer.allocateDirect(bytes.length).put(bytes).flip());
  }

  @Override
  public void giveUpWaiting() {
    deliveries.forEach(Deliveries::giveUpWaiting);
    lines.giveUpWaiting();
  }

  @Override
  public void close() {
    deliveries.forEach(Deliveries::close);
    lines.close();
  }
}
