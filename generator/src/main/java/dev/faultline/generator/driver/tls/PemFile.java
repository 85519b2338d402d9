package dev.faultline.generator.driver.tls;

import dev.faultline.generator.driver.FileProblem;
import dev.faultline.generator.scenario.UnusableTargetException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Certificates or a key as OpenSSL writes them.
 *
 * @param target for whose sake it is read, for messages
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7468">RFC 7468, textual encodings</a>
 */
record PemFile(String target, String path) {

  private static final Pattern KEY =
      Pattern.compile("-----BEGIN ([A-Z ]*PRIVATE KEY)-----([^-]*)-----END \\1-----");
  private static final List<String> ALGORITHMS = List.of("RSA", "EC", "EdDSA");

  /** At least one certificate. */
  List<X509Certificate> certificates() throws UnusableTargetException {
    try {
      List<X509Certificate> all =
          CertificateFactory.getInstance("X.509")
              .generateCertificates(new ByteArrayInputStream(bytes()))
              .stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!all.isEmpty()) {
        return all;
      }
    } catch (CertificateException e) {
      // Told like any other file that has none.
    }
    throw unusable("has no certificates in PEM");
  }

  PrivateKey key() throws UnusableTargetException {
    Matcher matcher = KEY.matcher(new String(bytes(), StandardCharsets.US_ASCII));
    if (!matcher.find()) {
      throw unusable("has no private key in PEM");
    }
    if (!matcher.group(1).equals("PRIVATE KEY")) {
      throw unusable(
          "has a key that begins with '%s', but only PKCS #8 without a password is understood;"
                  .formatted(matcher.group(1))
              + " openssl pkcs8 -topk8 -nocrypt makes it so");
    }
    byte[] encoded;
    try {
      encoded = Base64.getMimeDecoder().decode(matcher.group(2));
    } catch (IllegalArgumentException e) {
      throw unusable("has a private key that is damaged");
    }
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(encoded));
      } catch (InvalidKeySpecException e) {
        continue; // a key of one of the others
      } catch (NoSuchAlgorithmException e) {
        throw new IllegalStateException("every Java has these algorithms", e);
      }
    }
    throw unusable("has a private key that is none of " + String.join(", ", ALGORITHMS));
  }

  private byte[] bytes() throws UnusableTargetException {
    try {
      return Files.readAllBytes(Path.of(path));
    } catch (IOException e) {
      throw new UnusableTargetException(
          "target '%s', as the generator sees it: the file %s"
              .formatted(target, FileProblem.of(e, path)));
    }
  }

  UnusableTargetException unusable(GeneralSecurityException problem) {
    return unusable("cannot be used: " + problem.getMessage());
  }

  private UnusableTargetException unusable(String problem) {
    return new UnusableTargetException(
        "target '%s': the file %s %s".formatted(target, path, problem));
  }
}
