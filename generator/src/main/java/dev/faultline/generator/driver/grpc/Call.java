package dev.faultline.generator.driver.grpc;

import dev.faultline.core.result.Outcome;
import dev.faultline.generator.driver.Failure;
import dev.faultline.generator.scenario.Completion;
import dev.faultline.generator.scenario.Measurement;
import io.grpc.Attributes;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientStreamTracer;
import io.grpc.Metadata;
import io.grpc.Status;

/**
 * One call on its way, from being wanted to its end. grpc-java tells what becomes of it in two
 * ways: to a listener the end, and to a tracer what happened on the connection.
 */
final class Call extends ClientCall.Listener<Answer> {

  /** Unary: one answer. Asking for a second shows when there is one. */
  private static final int ANSWERS_WANTED = 2;

  /** Neighbours in {@link Deadlines}. */
  Call before;

  Call after;
  long deadlineMicros;

  private final UnaryCall prepared;
  private final ConnectionSet connections;
  private final Completion completion;
  private ClientCall<byte[], Answer> call;
  private boolean beginning;
  private boolean traced;
  private boolean sent;
  private long sentMicros;
  private boolean trailersReceived;
  private int answers;
  private long bytesReceived;
  private boolean givenUp;
  private boolean ended;

  Call(UnaryCall prepared, ConnectionSet connections, Completion completion) {
    this.prepared = prepared;
    this.connections = connections;
    this.completion = completion;
  }

  /** On that channel, whose tracer is then asked for by {@link #tracer}. */
  void begin(Channel channel, CallOptions options) {
    beginning = true;
    prepared.deadlines().add(this);
    call = channel.newCall(prepared.method(), options);
    call.start(this, prepared.headers());
    if (!traced) {
      throw new IllegalStateException("grpc-java has put a call off, and nobody would trace it");
    }
    call.request(ANSWERS_WANTED);
    call.sendMessage(prepared.message());
    call.halfClose();
    beginning = false;
  }

  /** Told what happens on the connection. */
  ClientStreamTracer tracer() {
    traced = true;
    return new Tracer(this);
  }

  /** Whether it still needs a connection. */
  boolean waits() {
    return !sent && !ended;
  }

  /** Nobody waits for a connection any more. */
  void giveUp() {
    givenUp = true;
    call.cancel("no connection until the run ended", null);
  }

  /** Nobody waits for the answer any more. */
  void timedOut() {
    call.cancel("no answer until the deadline", null);
  }

  /** A connection has taken it. */
  private void taken() {
    sent = true;
    sentMicros = connections.clock().epochMicros();
    if (!beginning) {
      connections.waitsNoLonger(this);
    }
  }

  @Override
  public void onMessage(Answer answer) {
    answers++;
  }

  /** Whoever waits for the end may begin the next call: not before this one's begin is over. */
  @Override
  public void onClose(Status status, Metadata trailers) {
    ended = true;
    prepared.deadlines().remove(this);
    if (!sent) {
      connections.waitsNoLonger(this);
    }
    if (beginning) {
      connections.loop().execute(() -> end(status));
    } else {
      end(status);
    }
  }

  private void end(Status status) {
    long nowMicros = connections.clock().epochMicros();
    boolean late = nowMicros >= deadlineMicros - CallEnd.CLOCKS_DIFFER_MICROS;
    CallEnd end = new CallEnd(status, sent, trailersReceived, answers, givenUp, late);
    if (end.failure().isPresent()) {
      Failure failure = end.failure().get();
      tell(nowMicros, failure.outcome(), 0, failure.reason());
    } else {
      int code = status.getCode().value();
      tell(nowMicros, prepared.judge(code), code, "");
    }
  }

  private void tell(long nowMicros, Outcome outcome, int status, String error) {
    completion.completed(
        new Measurement(
            sent ? sentMicros : nowMicros,
            nowMicros,
            outcome,
            status,
            error,
            sent ? prepared.size() : 0,
            bytesReceived));
  }

  private static final class Tracer extends ClientStreamTracer {

    private final Call call;

    Tracer(Call call) {
      this.call = call;
    }

    @Override
    public void streamCreated(Attributes transport, Metadata headers) {
      call.taken();
    }

    @Override
    public void inboundMessageRead(int number, long wireSize, long size) {
      call.bytesReceived += UnaryCall.PREFIX_BYTES + wireSize;
    }

    @Override
    public void inboundTrailers(Metadata trailers) {
      call.trailersReceived = true;
    }
  }
}
