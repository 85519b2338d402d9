package dev.faultline.generator.driver.grpc;

import io.grpc.Drainable;
import io.grpc.KnownLength;
import io.grpc.MethodDescriptor.Marshaller;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What goes over the wire as it is: requests are bytes already, answers are not looked into. */
final class Bytes {

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

  static final Marshaller<Answer> ANSWERS =
      new Marshaller<>() {
        @Override
        public InputStream stream(Answer answer) {
          throw new UnsupportedOperationException("answers are only received");
        }

        @Override
        public Answer parse(InputStream stream) {
          return Answer.RECEIVED;
        }
      };

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
