package dev.faultline.generator.driver.grpc;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.faultline.core.expression.Values;
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
final class Call extends ClientCall.Listener<byte[]> {

  /** Why a call fails that ended well, but without all its answers: part of the format. */
  static final String MISSING_ANSWER = "missing-answer";

  /** Why a check fails that would have to look into the answers; the same over HTTP. */
  static final String BODY_TOO_LARGE = "body-too-large";

  /** Neighbours in {@link Deadlines}. */
  Call before;

  Call after;
  long deadlineMicros;

  private final CallForm form;
  private final Outgoing outgoing;
  private final ConnectionSet connections;
  private final Values values;
  private final Completion completion;
  private ClientCall<byte[], byte[]> call;
  private Sending sending;
  private int connection;
  private boolean beginning;
  private boolean traced;
  private boolean sent;
  private long sentMicros;

  /** Null when the status is all that matters. */
  private KeptAnswers kept;

  private boolean trailersReceived;
  private int answers;
  private long bytesReceived;
  private boolean givenUp;
  private boolean stopped;
  private boolean ended;

  /**
   * @param values of the iteration that wants it
   */
  Call(CallForm form, Outgoing outgoing, Values values, Completion completion) {
    this.form = form;
    this.outgoing = outgoing;
    this.connections = form.connections();
    this.values = values;
    this.completion = completion;
  }

  /**
   * On that channel, whose tracer is then asked for by {@link #tracer}.
   *
   * @param connection its number
   */
  void begin(int connection, Channel channel, CallOptions options) {
    beginning = true;
    this.connection = connection;
    form.deadlines().add(this);
    if (form.kind() != Kind.UNARY) {
      connections.streams(this);
    }
    kept = form.keeper();
    call = channel.newCall(form.method(), options);
    sending = new Sending(call, outgoing.messages(), form.pace(), connections.loop());
    call.start(this, outgoing.headers());
    if (!traced) {
      throw new IllegalStateException("grpc-java has put a call off, and nobody would trace it");
    }
    call.request(form.kind().answersWanted());
    sending.begin();
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

  /** The load ends, and nobody knows when it would. */
  void stop() {
    stopped = true;
    call.cancel("the load ends", null);
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
  public void onHeaders(Metadata headers) {
    if (kept != null) {
      kept.headers(headers);
    }
  }

  @Override
  public void onMessage(byte[] answer) {
    answers++;
    if (kept != null) {
      kept.answer(answer);
    }
    if (answers == 1) {
      tellFirst(connections.clock().epochMicros(), Outcome.OK, 0, "");
    }
    sending.answered();
  }

  /** Whoever waits for the end may begin the next call: not before this one's begin is over. */
  @Override
  public void onClose(Status status, Metadata trailers) {
    ended = true;
    connections.left(connection);
    form.deadlines().remove(this);
    if (form.kind() != Kind.UNARY) {
      connections.streamsNoLonger(this);
    }
    sending.end();
    if (!sent) {
      connections.waitsNoLonger(this);
    }
    if (kept != null) {
      kept.headers(trailers);
    }
    if (beginning) {
      connections.loop().execute(() -> end(status));
    } else {
      end(status);
    }
  }

  private void end(Status status) {
    long nowMicros = connections.clock().epochMicros();
    if (stopped && !trailersReceived) {
      completion.stopped(nowMicros);
      return;
    }
    boolean late = nowMicros >= deadlineMicros - CallEnd.CLOCKS_DIFFER_MICROS;
    CallEnd end =
        new CallEnd(
            status, sent, trailersReceived, answers, form.kind().serverStreams(), givenUp, late);
    if (end.failure().isPresent()) {
      failed(nowMicros, end.failure().get());
    } else {
      judge(nowMicros, status);
    }
  }

  private void failed(long nowMicros, Failure failure) {
    tell(nowMicros, failure.outcome(), 0, failure.reason());
  }

  private void judge(long nowMicros, Status status) {
    int code = status.getCode().value();
    if (!form.expectation().statuses().contain(code)) {
      tell(nowMicros, Outcome.CHECK_FAILED, code, "");
    } else if (status.isOk() && !sending.complete()) {
      tell(nowMicros, Outcome.CHECK_FAILED, code, MISSING_ANSWER);
    } else if (kept == null) {
      tell(nowMicros, Outcome.OK, code, "");
    } else {
      look(nowMicros, status);
    }
  }

  private void look(long nowMicros, Status status) {
    try {
      String broken =
          kept.tooLarge()
              ? BODY_TOO_LARGE
              : form.expectation().judge(kept.complete(status, nowMicros - sentMicros), values);
      Outcome outcome = broken.isEmpty() ? Outcome.OK : Outcome.CHECK_FAILED;
      tell(nowMicros, outcome, status.getCode().value(), broken);
    } catch (InvalidProtocolBufferException _) {
      failed(nowMicros, Failure.INVALID_ANSWER);
    }
  }

  private void tell(long nowMicros, Outcome outcome, int status, String error) {
    if (answers == 0) {
      boolean ok = outcome == Outcome.OK;
      tellFirst(
          nowMicros, ok ? Outcome.CHECK_FAILED : outcome, status, ok ? MISSING_ANSWER : error);
    }
    completion.completed(measurement(nowMicros, outcome, status, error));
  }

  private void tellFirst(long nowMicros, Outcome outcome, int status, String error) {
    if (form.firstAnswer().isPresent()) {
      completion.measuredBesides(
          form.firstAnswer().get(), measurement(nowMicros, outcome, status, error));
    }
  }

  private Measurement measurement(long nowMicros, Outcome outcome, int status, String error) {
    return new Measurement(
        sent ? sentMicros : nowMicros,
        nowMicros,
        outcome,
        status,
        error,
        sent ? sending.bytes() : 0,
        bytesReceived);
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
      call.bytesReceived += CallForm.PREFIX_BYTES + wireSize;
    }

    @Override
    public void inboundTrailers(Metadata trailers) {
      call.trailersReceived = true;
    }
  }
}
