package dev.faultline.core.expression;

import dev.faultline.core.secret.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.stream.Stream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What a text's UTF-8 bytes are hashed to, in small hexadecimal digits. */
sealed interface Digest extends Expression {

  /** SHA-256. */
  record Sha256(Expression text) implements Digest {

    @Override
    public String value(Values values) {
      return hex(() -> MessageDigest.getInstance("SHA-256").digest(bytes(text, values)));
    }

    @Override
    public boolean known(Values values) {
      return text.known(values);
    }

    @Override
    public Stream<Secret> secrets() {
      return text.secrets();
    }
  }

  /** HMAC with SHA-256. */
  record Hmac(Expression key, Expression text) implements Digest {

    private static final String ALGORITHM = "HmacSHA256";

    @Override
    public String value(Values values) {
      return hex(
          () -> {
            Mac mac = Mac.getInstance(ALGORITHM);
            byte[] secret = bytes(key, values);
            // Keys are filled up with zeros: one zero is the empty key, which Java does not take.
            mac.init(new SecretKeySpec(secret.length == 0 ? new byte[1] : secret, ALGORITHM));
            return mac.doFinal(bytes(text, values));
          });
    }

    @Override
    public boolean known(Values values) {
      return key.known(values) && text.known(values);
    }

    @Override
    public Stream<Secret> secrets() {
      return Stream.concat(key.secrets(), text.secrets());
    }
  }

  /** Computes a digest. */
  @FunctionalInterface
  interface Computation {
    byte[] bytes() throws GeneralSecurityException;
  }

  private static byte[] bytes(Expression text, Values values) {
    return text.value(values).getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(Computation computation) {
    try {
      return HexFormat.of().formatHex(computation.bytes());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has these algorithms", e);
    }
  }
}
