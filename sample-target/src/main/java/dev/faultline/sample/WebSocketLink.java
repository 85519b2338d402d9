package dev.faultline.sample;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/**
 * The server's side of a connection: texts of at most 64 KiB, in one frame each.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6455">RFC 6455, the WebSocket protocol</a>
 */
final class WebSocketLink {

  private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
  private static final String KEY = "sec-websocket-key:";
  private static final int MAX_LINE = 8 * 1024;
  private static final int MAX_LINES = 100;
  private static final int MAX_TEXT = 64 * 1024;
  private static final int FINAL_TEXT = 0x81;
  private static final int CLOSE = 8;
  private static final int PING = 9;
  private static final int PONG = 10;

  private final DataInputStream in;
  private final OutputStream out;

  WebSocketLink(InputStream in, OutputStream out) {
    this.in = new DataInputStream(new BufferedInputStream(in));
    this.out = out;
  }

  /** Answers the request for a WebSocket; whether it is one, for that path. */
  boolean agree(String path) throws IOException {
    String request = line();
    String key = "";
    String header = line();
    for (int i = 0; i < MAX_LINES && !header.isEmpty(); i++) {
      if (header.toLowerCase(Locale.ROOT).startsWith(KEY)) {
        key = header.substring(KEY.length()).strip();
      }
      header = line();
    }
    boolean agreed = request.startsWith("GET " + path + " ") && !key.isEmpty();
    String answer =
        agreed
            ? "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: %s\r\n\r\n".formatted(accept(key))
            : "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
    out.write(answer.getBytes(ISO_8859_1));
    return agreed;
  }

  /** The next text; empty when the client has said good-bye. */
  Optional<String> next() throws IOException {
    while (true) {
      int kind = in.readUnsignedByte() & 0xf;
      byte[] content = content();
      switch (kind) {
        case CLOSE -> {
          frame(0x80 | CLOSE, content);
          return Optional.empty();
        }
        case PING -> frame(0x80 | PONG, content);
        case 1 -> {
          return Optional.of(new String(content, UTF_8));
        }
        default -> {} // not a text: nobody asked for it
      }
    }
  }

  void send(String text) throws IOException {
    frame(FINAL_TEXT, text.getBytes(UTF_8));
  }

  private byte[] content() throws IOException {
    int length = in.readUnsignedByte();
    boolean masked = (length & 0x80) != 0;
    long size = length & 0x7f;
    if (size == 126) {
      size = in.readUnsignedShort();
    } else if (size == 127) {
      size = in.readLong();
    }
    if (!masked || size < 0 || size > MAX_TEXT) {
      throw new IOException("no frame of a client, or one that is too large");
    }
    byte[] mask = in.readNBytes(4);
    byte[] content = in.readNBytes((int) size);
    if (content.length < size) {
      throw new IOException("the client is gone");
    }
    for (int i = 0; i < content.length; i++) {
      content[i] ^= mask[i & 3];
    }
    return content;
  }

  private void frame(int head, byte[] content) throws IOException {
    ByteBuffer frame = ByteBuffer.allocate(content.length + 10).put((byte) head);
    if (content.length < 126) {
      frame.put((byte) content.length);
    } else if (content.length <= 0xffff) {
      frame.put((byte) 126).putShort((short) content.length);
    } else {
      frame.put((byte) 127).putLong(content.length);
    }
    out.write(frame.put(content).array(), 0, frame.position());
  }

  private String line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int next = in.readUnsignedByte(); next != '\n'; next = in.readUnsignedByte()) {
      if (line.size() == MAX_LINE) {
        throw new IOException("a line without an end");
      }
      line.write(next);
    }
    return line.toString(ISO_8859_1).stripTrailing();
  }

  private static String accept(String key) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(ISO_8859_1));
      return Base64.getEncoder().encodeToString(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-1", e);
    }
  }
}
