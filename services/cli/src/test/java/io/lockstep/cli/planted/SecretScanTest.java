package io.lockstep.cli.planted;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.avro.generic.GenericData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A scan that cannot find anything proves nothing: each form is planted, and must be found. */
class SecretScanTest {
  private static final Random RANDOM = new Random(3);
  private static final String TEXT = "planted-Value-Öl-4711";
  private static final byte[] BYTES = random(1_024);

  private static byte[] random(int count) {
    byte[] bytes = new byte[count];
    RANDOM.nextBytes(bytes);
    return bytes;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  /** Bytes with others around, as a record has them. */
  private static byte[] among(byte[] planted, int before) {
    ByteBuffer all = ByteBuffer.allocate(before + planted.length + 100);
    return all.put(random(before)).put(planted).put(random(100)).array();
  }

  static Stream<Arguments> encodings() {
    return Stream.of(
        encoding("as it is", bytes -> bytes),
        encoding("hex", bytes -> ascii(HexFormat.of().formatHex(bytes))),
        encoding("upper-case hex", bytes -> ascii(HexFormat.of().withUpperCase().formatHex(bytes))),
        encoding(
            "hex with colons",
            bytes -> ascii(HexFormat.ofDelimiter(":").withUpperCase().formatHex(bytes))),
        encoding("Base64", bytes -> Base64.getEncoder().encode(bytes)),
        encoding("Base64 after one byte", bytes -> Base64.getEncoder().encode(shifted(bytes, 1))),
        encoding("Base64 after two bytes", bytes -> Base64.getEncoder().encode(shifted(bytes, 2))),
        encoding("Base64 in lines", bytes -> Base64.getMimeEncoder().encode(shifted(bytes, 35))),
        encoding(
            "Base64 in lines of a JSON text",
            bytes ->
                ascii(
                    new String(
                            Base64.getMimeEncoder(64, ascii("\n")).encode(shifted(bytes, 35)),
                            StandardCharsets.US_ASCII)
                        .replace("\n", "\\n"))),
        encoding("URL Base64", bytes -> Base64.getUrlEncoder().withoutPadding().encode(bytes)),
        encoding("numbers", bytes -> ascii(Arrays.toString(bytes))),
        encoding(
            "text of an Avro record",
            bytes ->
                GenericData.get()
                    .toString(ByteBuffer.wrap(bytes))
                    .getBytes(StandardCharsets.UTF_8)),
        encoding(
            "UTF-16 of hex",
            bytes -> HexFormat.of().formatHex(bytes).getBytes(StandardCharsets.UTF_16LE)));
  }

  private static Arguments encoding(String name, Function<byte[], byte[]> encoder) {
    return Arguments.of(name, encoder);
  }

  private static byte[] shifted(byte[] bytes, int by) {
    return ByteBuffer.allocate(bytes.length + by).put(random(by)).put(bytes).array();
  }

  private static List<Finding> scan(Planted planted, byte[] bytes) {
    return new SecretScan(List.of(planted)).bytes("here", bytes);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("encodings")
  void findsEachEncodingOfAText(String name, Function<byte[], byte[]> encoder) {
    Planted planted = Planted.text("value", Kind.PARAMETER, TEXT);
    byte[] encoded = encoder.apply(TEXT.getBytes(StandardCharsets.UTF_8));

    assertThat(scan(planted, among(encoded, 101))).hasSize(1);
    assertThat(scan(planted, encoded)).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
  void findsATextInEachCharset(String charset) throws Exception {
    Planted planted = Planted.text("value", Kind.PARAMETER, TEXT);

    assertThat(scan(planted, among(TEXT.getBytes(charset), 7))).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("encodings")
  void findsEachEncodingOfRandomBytes(String name, Function<byte[], byte[]> encoder) {
    Planted planted = Planted.bytes("secret", Kind.CLUSTER_SECRET, BYTES);

    assertThat(scan(planted, among(encoder.apply(BYTES), 101))).hasSize(1);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("encodings")
  void findsAPartOfRandomBytes(String name, Function<byte[], byte[]> encoder) {
    Planted planted = Planted.bytes("secret", Kind.CLUSTER_SECRET, BYTES);
    byte[] part = Arrays.copyOfRange(BYTES, 501, 501 + Forms.PART + 7);

    assertThat(scan(planted, among(encoder.apply(part), 101))).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"EC", "RSA", "Ed25519", "X25519"})
  void findsAPrivateKeyButNotItsPublicKey(String algorithm) throws Exception {
    var pair = KeyPairGenerator.getInstance(algorithm).generateKeyPair();
    PrivateKey key = pair.getPrivate();
    SecretScan scan = new SecretScan(Planted.key("key", Kind.CERTIFICATE_KEY, key));
    byte[] pem = Base64.getMimeEncoder(64, ascii("\n")).encode(shifted(key.getEncoded(), 4));

    assertThat(scan.bytes("der", key.getEncoded())).isNotEmpty();
    assertThat(scan.bytes("pem", pem)).isNotEmpty();
    assertThat(scan.bytes("public", pair.getPublic().getEncoded())).isEmpty();
  }

  @Test
  void findsNothingWhereNothingIs() {
    Planted text = Planted.text("value", Kind.PARAMETER, TEXT);
    Planted secret = Planted.bytes("secret", Kind.CLUSTER_SECRET, BYTES);
    SecretScan scan = new SecretScan(List.of(text, secret));

    assertThat(scan.bytes("noise", random(1 << 20))).isEmpty();
    assertThat(scan.text("text", TEXT.substring(1))).isEmpty();
    assertThat(scan.bytes("bit", among(flipped(), 3))).isEmpty();
  }

  /** The secret, one bit of every eight bytes another. */
  private static byte[] flipped() {
    byte[] bytes = BYTES.clone();
    for (int i = 0; i < bytes.length; i += 8) {
      bytes[i] ^= 1;
    }
    return bytes;
  }

  @Test
  void saysWhichSecretWhereAndHowButNotItsValue() {
    Planted planted = Planted.text("mail.password", Kind.PARAMETER, TEXT);

    List<Finding> findings = scan(planted, ascii("x" + HexFormat.of().formatHex(planted.bytes())));

    assertThat(findings).singleElement().hasToString("here: has mail.password (hex)");
    assertThat(planted).hasToString("Planted[mail.password]");
  }

  @Test
  void wantsSecretsThatAreToldFromChance() {
    assertThatThrownBy(() -> Planted.text("pin", Kind.PASSWORD, "1234"))
        .hasMessageContaining("pin has 4 bytes");
  }
}
