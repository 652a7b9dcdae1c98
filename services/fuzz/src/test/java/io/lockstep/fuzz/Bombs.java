package io.lockstep.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.misc.MiscObjectIdentifiers;
import org.bouncycastle.asn1.misc.ScryptParams;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.AuthenticatedSafe;
import org.bouncycastle.asn1.pkcs.ContentInfo;
import org.bouncycastle.asn1.pkcs.EncryptedPrivateKeyInfo;
import org.bouncycastle.asn1.pkcs.EncryptionScheme;
import org.bouncycastle.asn1.pkcs.KeyDerivationFunc;
import org.bouncycastle.asn1.pkcs.MacData;
import org.bouncycastle.asn1.pkcs.PBES2Parameters;
import org.bouncycastle.asn1.pkcs.PBKDF2Params;
import org.bouncycastle.asn1.pkcs.PBMAC1Params;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.Pfx;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.DigestInfo;

/** Small files that ask for much, and large ones of one thing over and over. */
final class Bombs {
  private static final int MANY = 100_000;
  private static final AlgorithmIdentifier SHA256 =
      new AlgorithmIdentifier(NISTObjectIdentifiers.id_sha256, DERNull.INSTANCE);
  private static final AlgorithmIdentifier HMAC =
      new AlgorithmIdentifier(PKCSObjectIdentifiers.id_hmacWithSHA256, DERNull.INSTANCE);

  private Bombs() {}

  /** What is an edit of a file in {@link EditProperty}. */
  static Stream<byte[]> edits() {
    return texts()
        .flatMap(
            text ->
                Stream.of(
                    "a\n=x\n" + text, text.replace('\n', ' ') + "\n=x\na = 1\n", "a\n=" + text))
        .map(Bombs::utf8);
  }

  /** For whatever takes text. */
  static Stream<String> texts() {
    return Stream.of(
        "[".repeat(MANY),
        "{".repeat(MANY),
        "a = " + "[".repeat(MANY),
        "a = " + "{a = ".repeat(MANY),
        "a = [" + "[1],".repeat(MANY / 10) + "]",
        "[" + "a.".repeat(MANY) + "a]",
        "a.".repeat(MANY) + "a = 1",
        "[[a]]\n".repeat(MANY / 10),
        "[a.b]\n[[a.b.c]]\n".repeat(1_000),
        "a = \"" + "\\u0041".repeat(MANY) + "\"",
        "a = \"\"\"" + "\\\n ".repeat(MANY),
        "a".repeat(MANY),
        "a\\\n".repeat(MANY),
        "\n".repeat(MANY),
        "\"".repeat(MANY),
        "a=".repeat(MANY),
        "a: ".repeat(MANY),
        "- ".repeat(MANY),
        "? ".repeat(MANY),
        "a: [".repeat(MANY),
        "{\"a\":".repeat(MANY),
        "{\"a\":1" + "0".repeat(MANY) + "}",
        "{\"a\":1e" + "9".repeat(100) + "}",
        "<a>".repeat(MANY),
        "<a " + "b='c' ".repeat(MANY) + "/>",
        "<a>" + "&#x41;".repeat(MANY) + "</a>",
        "<!--" + "-".repeat(MANY),
        entities(),
        aliases(),
        "a/".repeat(MANY),
        "../".repeat(MANY),
        "*a".repeat(1_000),
        "**/".repeat(1_000),
        "{a,".repeat(MANY / 10),
        "a[0]".repeat(MANY / 10),
        "a[b=c]".repeat(MANY / 10));
  }

  /** A billion laughs. */
  private static String entities() {
    StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?>\n<!DOCTYPE a [\n");
    xml.append("<!ENTITY x0 \"ha\">\n");
    for (int i = 1; i < 30; i++) {
      xml.append("<!ENTITY x%d \"%s\">\n".formatted(i, ("&x" + (i - 1) + ";").repeat(10)));
    }
    return xml.append("]>\n<a>&x29;</a>\n").toString();
  }

  /** The same in YAML. */
  private static String aliases() {
    StringBuilder yaml = new StringBuilder("x0: &x0 [ha]\n");
    for (int i = 1; i < 30; i++) {
      yaml.append("x%d: &x%d [%s]\n".formatted(i, i, ("*x" + (i - 1) + ",").repeat(10)));
    }
    return yaml.toString();
  }

  /** Profiles: each text alone, as an address, a glob, a pattern, a template and a path. */
  static Stream<byte[]> profiles() {
    return Stream.concat(texts(), texts().map(Bombs::profile)).map(Bombs::utf8);
  }

  private static String profile(String text) {
    String shorter = text.substring(0, Math.min(text.length(), 20_000));
    String quoted =
        "'" + shorter.replace("'", "''").replace("\n", "\n\n    ").replace('\t', ' ') + "'";
    return String.join(
        "\n",
        "profile: bomb",
        "format: 1",
        "parameters:",
        "  a.b: {type: text, pattern: " + quoted + "}",
        "outputs:",
        "  - path: a.toml",
        "    format: toml",
        "    values: {? " + quoted + " : {value: \"1\"}}",
        "  - path: a.ini",
        "    format: ini",
        "    values: {? " + quoted + " : {value: \"1\"}}",
        "  - path: a.xml",
        "    format: xml",
        "    values: {? " + quoted + " : {value: \"1\"}}",
        "  - path: a.json",
        "    format: json",
        "    values: {? " + quoted + " : {value: \"1\"}}",
        "  - path: a.conf",
        "    format: template",
        "    template: " + quoted,
        "content:",
        "  - folder: a",
        "    path: " + quoted,
        "    include: [" + quoted + "]",
        "hooks:",
        "  - {name: a, after: [" + quoted + "], command: [a]}",
        "");
  }

  /** A path, a line end and a glob. */
  static Stream<byte[]> paths() {
    return texts()
        .flatMap(
            text ->
                Stream.of(
                    text.replace('\n', '/'),
                    "a/b.c\n" + text,
                    "a".repeat(4_000) + "\n" + text,
                    "a/".repeat(2_000) + "b\n" + text))
        .map(Bombs::utf8);
  }

  /** A topic's number and what is no record of it: lengths and counts that nothing follows. */
  static Stream<byte[]> records() {
    byte[][] numbers = {
      {-2, -1, -1, -1, 15}, // the largest int, as a length or a count
      {-1, -1, -1, -1, -1, -1, -1, -1, -1, 1}, // the least long
      {-2, -1, -1, -1, -1, -1, -1, -1, -1, 1}, // the largest
      {-1, -1, -1, -1, 15}, // the least int
      {-128, -128, -128, -128, -128, -128, -128, -128, -128, -128, 0} // without an end
    };
    return Records.all()
        .flatMap(
            record ->
                Arrays.stream(numbers)
                    .flatMap(
                        number ->
                            IntStream.of(1, 2, record.length / 3, record.length / 2)
                                .mapToObj(at -> with(record, at, number))));
  }

  private static byte[] with(byte[] record, int at, byte[] number) {
    byte[] bytes = Arrays.copyOf(record, Math.max(record.length, at + number.length));
    System.arraycopy(number, 0, bytes, at, number.length);
    return bytes;
  }

  /** Files of certificates and keys. */
  static Stream<byte[]> certificates() {
    byte[] salt = new byte[16];
    byte[] large = new byte[900_000];
    return Stream.of(
        maced(new MacData(digest(SHA256), salt, Integer.MAX_VALUE)),
        maced(new MacData(digest(SHA256), large, 1)),
        maced(pbmac1(new PBKDF2Params(salt, Integer.MAX_VALUE, 32, HMAC))),
        maced(pbmac1(new PBKDF2Params(salt, 5_000_000, 1 << 20, HMAC))),
        maced(pbmac1(new PBKDF2Params(salt, 1, Integer.MAX_VALUE, HMAC))),
        maced(pbmac1(new PBKDF2Params(large, 1, 32, HMAC))),
        key(pbkdf2(new PBKDF2Params(salt, Integer.MAX_VALUE, 32, HMAC))),
        key(pbkdf2(new PBKDF2Params(salt, 1, Integer.MAX_VALUE, HMAC))),
        key(scrypt(1 << 30, 8, 1)),
        key(scrypt(1 << 9, 1_024, 2_000)),
        key(scrypt(2, 1, 2_000_000)),
        key(scrypt(2, 250_000, 8)),
        key(scrypt(-1, -1, -1)),
        utf8("-----BEGIN CERTIFICATE-----\n" + "QUJD".repeat(250_000)),
        utf8("-----BEGIN CERTIFICATE-----\n".repeat(30_000)),
        utf8("-----BEGIN " + "A".repeat(900_000)),
        utf8("-----BEGIN PRIVATE KEY-----\n" + "A: b\n".repeat(100_000)),
        deep());
  }

  private static byte[] deep() {
    byte[] bytes = new byte[900_000];
    for (int i = 0; i < bytes.length; i += 2) {
      bytes[i] = 0x30;
      bytes[i + 1] = (byte) 0x80;
    }
    return bytes;
  }

  private static byte[] maced(MacData mac) {
    try {
      byte[] content = new AuthenticatedSafe(new ContentInfo[0]).getEncoded();
      ContentInfo safe = new ContentInfo(PKCSObjectIdentifiers.data, new DEROctetString(content));
      return new Pfx(safe, mac).getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static DigestInfo digest(AlgorithmIdentifier algorithm) {
    return new DigestInfo(algorithm, new byte[32]);
  }

  private static MacData pbmac1(PBKDF2Params derivation) {
    ASN1Encodable function = new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, derivation);
    PBMAC1Params parameters =
        new PBMAC1Params(AlgorithmIdentifier.getInstance(function.toASN1Primitive()), HMAC);
    return new MacData(
        digest(new AlgorithmIdentifier(PKCSObjectIdentifiers.id_PBMAC1, parameters)),
        new byte[8],
        1);
  }

  private static KeyDerivationFunc pbkdf2(PBKDF2Params parameters) {
    return new KeyDerivationFunc(PKCSObjectIdentifiers.id_PBKDF2, parameters);
  }

  private static KeyDerivationFunc scrypt(int cost, int block, int parallel) {
    return new KeyDerivationFunc(
        MiscObjectIdentifiers.id_scrypt, new ScryptParams(new byte[16], cost, block, parallel));
  }

  private static byte[] key(KeyDerivationFunc derivation) {
    EncryptionScheme cipher =
        new EncryptionScheme(NISTObjectIdentifiers.id_aes256_CBC, new DEROctetString(new byte[16]));
    AlgorithmIdentifier algorithm =
        new AlgorithmIdentifier(
            PKCSObjectIdentifiers.id_PBES2, new PBES2Parameters(derivation, cipher));
    try {
      byte[] der = new EncryptedPrivateKeyInfo(algorithm, new byte[64]).getEncoded();
      return utf8(
          "-----BEGIN ENCRYPTED PRIVATE KEY-----\n"
              + Base64.getMimeEncoder().encodeToString(der)
              + "\n-----END ENCRYPTED PRIVATE KEY-----\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
