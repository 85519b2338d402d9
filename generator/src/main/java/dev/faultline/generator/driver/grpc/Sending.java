package dev.faultline.generator.driver.grpc;

import io.grpc.ClientCall;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The messages of a call on their way, each at its time. On the event loop only. */
final class Sending {

  private final ClientCall<byte[], byte[]> call;
  private final List<byte[]> messages;
  private final Pace pace;
  private final EventLoop loop;
  private int sent;
  private int answered;
  private long bytes;
  private Future<?> next;
  private boolean over;

  Sending(ClientCall<byte[], byte[]> call, List<byte[]> messages, Pace pace, EventLoop loop) {
    this.call = call;
    this.messages = messages;
    this.pace = pace;
    this.loop = loop;
  }

  /** The first goes out, or all of them. */
  void begin() {
    do {
      send();
    } while (pace instanceof Pace.AtOnce && !over);
  }

  /** An answer has come. */
  void answered() {
    answered++;
    if (pace instanceof Pace.InTurn && answered == sent) {
      endOrSend();
    }
  }

  /** The call has ended: nothing is to be sent any more. */
  void end() {
    over = true;
    if (next != null) {
      next.cancel(false);
    }
  }

  /** Whether each message that has to be answered in turn was. */
  boolean complete() {
    return !(pace instanceof Pace.InTurn) || answered >= messages.size();
  }

  /** Of the messages that were sent, with their prefixes. */
  long bytes() {
    return bytes;
  }

  private void endOrSend() {
    if (over) {
      return;
    }
    if (sent == messages.size()) {
      over = true;
      call.halfClose();
    } else {
      send();
    }
  }

  private void send() {
    byte[] message = messages.get(sent++);
    bytes += CallForm.PREFIX_BYTES + message.length;
    call.sendMessage(message);
    switch (pace) {
      case Pace.Every(long micros) -> {
        if (sent == messages.size()) {
          endOrSend();
        } else {
          next = loop.schedule(this::endOrSend, micros, TimeUnit.MICROSECONDS);
        }
      }
      case Pace.AtOnce() -> {
        if (sent == messages.size()) {
          endOrSend();
        }
      }
      case Pace.InTurn() -> {}
    }
  }
}
