package dev.faultline.generator.driver.sql;

import com.ongres.scram.client.ScramClient;
import com.ongres.scram.common.exception.ScramException;
import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * Answers a server that wants to know who comes. By one thread at a time; hashing a password is
 * made to take long, so not on an event loop.
 *
 * @see <a href="https://www.postgresql.org/docs/current/protocol-flow.html">PostgreSQL's message
 *     flow, start-up</a>
 */
final class Login {

  private static final int CLEAR = 3;
  private static final int MD5 = 5;
  private static final int SASL = 10;
  private static final int SASL_CONTINUE = 11;
  private static final int SASL_FINAL = 12;
  private static final int MD5_SALT = 4;

  private final String user;
  private final Optional<String> password;

  /** Null unless the server wants SASL. */
  private ScramClient scram;

  Login(String user, Optional<String> password) {
    this.user = user;
    this.password = password;
  }

  /** Whether the answer to such a request takes milliseconds. */
  static boolean takesLong(int kind) {
    return kind == SASL_CONTINUE;
  }

  /**
   * What to say to an AuthenticationRequest other than "ok".
   *
   * @param body after its kind
   * @return nothing when there is nothing to say
   * @throws RefusedException when it cannot be answered, or it was not the server that asked
   */
  Optional<ByteBuf> answer(int kind, ByteBuf body) throws RefusedException {
    if (password.isEmpty()) {
      throw new RefusedException("no-password");
    }
    Frontend out = Frontend.begin();
    try {
      return switch (kind) {
        case CLEAR -> Optional.of(out.password(password.get()).out());
        case MD5 -> Optional.of(out.password(md5(body)).out());
        case SASL -> Optional.of(first(body, out).out());
        case SASL_CONTINUE -> {
          scram().serverFirstMessage(rest(body));
          yield Optional.of(out.saslAnswer(scram().clientFinalMessage().toString()).out());
        }
        case SASL_FINAL -> {
          scram().serverFinalMessage(rest(body));
          yield Optional.empty();
        }
        default -> throw new RefusedException("unknown-login");
      };
    } catch (ScramException | IllegalArgumentException _) {
      throw new RefusedException("unknown-login");
    }
  }

  private ScramClient scram() throws RefusedException {
    if (scram == null) {
      throw new RefusedException("unknown-login"); // it goes on with what it has not begun
    }
    return scram;
  }

  private Frontend first(ByteBuf body, Frontend out) {
    List<String> mechanisms = new ArrayList<>();
    while (body.isReadable() && body.getByte(body.readerIndex()) != 0) {
      mechanisms.add(Column.text(body));
    }
    scram =
        ScramClient.builder()
            .advertisedMechanisms(mechanisms)
            .username("*") // the server takes that of the start-up
            .password(password.orElseThrow().toCharArray())
            .build();
    return out.saslInitial(
        scram.getScramMechanism().getName(), scram.clientFirstMessage().toString());
  }

  private String md5(ByteBuf body) {
    byte[] salt = new byte[MD5_SALT];
    body.readBytes(salt);
    String inner =
        md5((password.orElseThrow() + user).getBytes(StandardCharsets.UTF_8), new byte[0]);
    return "md5" + md5(inner.getBytes(StandardCharsets.US_ASCII), salt);
  }

  private static String md5(byte[] text, byte[] salt) {
    try {
      MessageDigest digest = MessageDigest.getInstance("MD5");
      digest.update(text);
      digest.update(salt);
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has MD5", e);
    }
  }

  private static String rest(ByteBuf body) {
    return body.toString(StandardCharsets.UTF_8);
  }
}
