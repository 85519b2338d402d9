package dev.faultline.generator.driver.grpc;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** What goes over the wire as it is: messages are bytes here, to be sent and when received. */
final class Bytes {

  private static final byte[] NOT_KEPT = {};

  private Bytes() {}

  /** Requests, which are written without being copied first. */
  static final Marshaller<byte[]> REQUESTS =
      new Marshaller<>() {
        @Override
        public InputStream stream(byte[] message) {
          return new Message(message);
        }

        @Override
        public byte[] parse(InputStream stream) {
          throw new UnsupportedOperationException("requests are only sent");
        }
      };

  /** Answers that nobody looks into: that one came is all that is kept of it. */
  static final Marshaller<byte[]> UNREAD_ANSWERS = answers(_ -> NOT_KEPT);

  static final Marshaller<byte[]> ANSWERS = answers(InputStream::readAllBytes);

  @FunctionalInterface
  private interface Taker {
    byte[] take(InputStream stream) throws IOException;
  }

  private static Marshaller<byte[]> answers(Taker taker) {
    return new Marshaller<>() {
      @Override
      public InputStream stream(byte[] answer) {
        throw new UnsupportedOperationException("answers are only received");
      }

      @Override
      public byte[] parse(InputStream stream) {
        try {
          return taker.take(stream);
        } catch (IOException e) {
          throw new UncheckedIOException("what was received is in memory", e);
        }
      }
    };
  }

  private static final class Message extends ByteArrayInputStream
      implements Drainable, KnownLength {

    Message(byte[] message) {
      super(message);
    }

    @Override
    public int drainTo(OutputStream target) throws IOException {
      int length = count - pos;
      target.write(buf, pos, length);
      pos = count;
      return length;
    }
  }
}
