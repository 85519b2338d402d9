package dev.faultline.testkit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** Signs certificates that are good for a test, and writes them to a folder in PEM. */
public final class TestAuthority {

  private static final Duration DAY = Duration.ofDays(1);

  private final Path folder;
  private final X500Name name;
  private final KeyPair keys = keys();
  private final AtomicInteger serial = new AtomicInteger(1);
  private final Path certificate;

  /** A certificate and its key (PKCS #8), each in a file. */
  public record Issued(Path certificate, Path key) {}

  /**
   * @param folder for all files
   * @param name of the authority; no two in a folder have the same
   */
  public TestAuthority(Path folder, String name) {
    this.folder = folder;
    this.name = new X500Name("CN=" + name);
    Instant now = Instant.now();
    X509CertificateHolder own =
        sign(this.name, keys, List.of(), now.minus(DAY), now.plus(DAY), true);
    this.certificate = write(name + ".pem", "CERTIFICATE", encoded(own));
  }

  /** Its own certificate. */
  public Path certificate() {
    return certificate;
  }

  /**
   * A certificate that is valid today.
   *
   * @param hosts names and IP addresses that it is for
   */
  public Issued issue(String... hosts) {
    Instant now = Instant.now();
    return issue(List.of(hosts), now.minus(DAY), now.plus(DAY));
  }

  /** A certificate that was valid until yesterday. */
  public Issued issueExpired(String... hosts) {
    Instant now = Instant.now();
    return issue(List.of(hosts), now.minus(DAY.multipliedBy(3)), now.minus(DAY));
  }

  private Issued issue(List<String> hosts, Instant from, Instant to) {
    KeyPair its = keys();
    X500Name subject = new X500Name("CN=" + hosts.getFirst());
    X509CertificateHolder signed = sign(subject, its, hosts, from, to, false);
    String file = name.toString().substring(3) + "-" + serial.get();
    return new Issued(
        write(file + ".pem", "CERTIFICATE", encoded(signed)),
        write(file + ".key", "PRIVATE KEY", its.getPrivate().getEncoded()));
  }

  private X509CertificateHolder sign(
      X500Name subject,
      KeyPair its,
      List<String> hosts,
      Instant from,
      Instant to,
      boolean authority) {
    X509v3CertificateBuilder builder =
        new X509v3CertificateBuilder(
            name,
            BigInteger.valueOf(serial.incrementAndGet()),
            Date.from(from),
            Date.from(to),
            subject,
            SubjectPublicKeyInfo.getInstance(its.getPublic().getEncoded()));
    try {
      builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (!hosts.isEmpty()) {
        GeneralName[] names = hosts.stream().map(TestAuthority::name).toArray(GeneralName[]::new);
        builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
      PrivateKey own = keys.getPrivate();
      return builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(own));
    } catch (CertIOException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GeneralName name(String host) {
    boolean address = host.matches("[0-9.]+") || host.contains(":");
    return new GeneralName(address ? GeneralName.iPAddress : GeneralName.dNSName, host);
  }

  private static KeyPair keys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] encoded(X509CertificateHolder certificate) {
    try {
      return certificate.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Path write(String file, String label, byte[] content) {
    String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
    try {
      return Files.writeString(
          folder.resolve(file),
          "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, base64, label));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
