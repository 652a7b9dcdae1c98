package io.lockstep.trust.signature;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.schema.Command;
import io.lockstep.trust.RecordFields;
import io.lockstep.trust.Samples;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommandSignatureTest {
  private static final String SPKI = "302a300506032b6570032100";

  private final NodeKeys keys = new NodeKeys(new Ed25519PrivateKeyParameters(Samples.random(3)));
  private final ByteBuffer publicKey = ByteBuffer.wrap(keys.publicKey());
  private final CommandSigner signer = new CommandSigner(keys);
  private final CommandVerifier verifier = new CommandVerifier();

  @Test
  void provesWhatItSigned() {
    Random random = new Random(9);
    for (int i = 0; i < 100; i++) {
      Command command = Samples.command(random);

      Command signed = signer.sign(command);

      assertThat(command.getSignature()).isNull();
      assertThat(verifier.verify(signed, publicKey)).isEqualTo(SignatureVerdict.VALID);
    }
  }

  @Test
  void signsASignedCommandAlike() {
    Command signed = signer.sign(Samples.command(new Random(1)));

    assertThat(signer.sign(signed)).isEqualTo(signed);
  }

  @Test
  void findsEveryAlteredField() {
    Random random = new Random(13);
    for (int i = 0; i < 10; i++) {
      Command signed = Command.newBuilder(signer.sign(Samples.command(random))).build();

      List<String> altered =
          RecordFields.alterEach(
              signed,
              List.of("signature"),
              path ->
                  assertThat(verifier.verify(signed, publicKey))
                      .as(path)
                      .isEqualTo(SignatureVerdict.WRONG));

      assertThat(altered)
          .contains("cluster", "origin", "formatLevel", "submissions", "submissions[0].id")
          .contains("submissions[0].operations[0].action.value");
    }
  }

  @Test
  void findsEveryFlippedBitAndEveryShorterSignature() {
    Command signed = signer.sign(Samples.command(new Random(1)));
    for (int bit = 0; bit < 512; bit++) {
      byte[] bytes = signed.getSignature().array().clone();
      bytes[bit / 8] ^= (byte) (1 << bit % 8);
      Command altered = Command.newBuilder(signed).setSignature(ByteBuffer.wrap(bytes)).build();

      assertThat(verifier.verify(altered, publicKey)).isEqualTo(SignatureVerdict.WRONG);
    }
    for (int length = 0; length < 64; length++) {
      Command altered = Command.newBuilder(signed).build();
      altered.setSignature(signed.getSignature().duplicate().limit(length));

      assertThat(verifier.verify(altered, publicKey)).isEqualTo(SignatureVerdict.WRONG);
    }
  }

  @Test
  void tellsThatThereIsNoSignature() {
    assertThat(verifier.verify(Samples.command(new Random(1)), publicKey))
        .isEqualTo(SignatureVerdict.ABSENT);
  }

  @Test
  void findsTheSignatureOfAnotherNode() {
    NodeKeys other = new NodeKeys(new Ed25519PrivateKeyParameters(Samples.random(4)));
    Command signed = new CommandSigner(other).sign(Samples.command(new Random(1)));

    assertThat(verifier.verify(signed, publicKey)).isEqualTo(SignatureVerdict.WRONG);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "30",
        "ffffffff",
        SPKI,
        SPKI + "00",
        // Points of small order: anybody makes signatures that such a key accepts.
        SPKI + "0000000000000000000000000000000000000000000000000000000000000000",
        SPKI + "0100000000000000000000000000000000000000000000000000000000000000",
        SPKI + "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
        SPKI + "c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a",
        // Not a point.
        SPKI + "0200000000000000000000000000000000000000000000000000000000000000",
        // An RFC 8032 key with a byte after it.
        SPKI + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a00"
      })
  void refusesAKeyThatIsNotSound(String hex) {
    byte[] bad = HexFormat.of().parseHex(hex);
    Command signed = signer.sign(Samples.command(new Random(1)));

    assertThat(PublicKeys.isSound(bad)).isFalse();
    assertThat(verifier.verify(signed, ByteBuffer.wrap(bad))).isEqualTo(SignatureVerdict.BAD_KEY);
  }

  @Test
  void takesTheKeyOfANode() {
    assertThat(PublicKeys.isSound(keys.publicKey())).isTrue();
  }

  /** RFC 8032, 7.1: tests 1 to 3 and SHA(abc). */
  @ParameterizedTest
  @CsvSource({
    "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60,"
        + "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a, '',"
        + "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701c"
        + "f9b46bd25bf5f0595bbe24655141438e7a100b",
    "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb,"
        + "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c, 72,"
        + "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0"
        + "f11d8c387b2eaeb4302aeeb00d291612bb0c00",
    "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7,"
        + "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025, af82,"
        + "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f76098"
        + "4dc6594a7c15e9716ed28dc027beceea1ec40a",
    "833fe62409237b9d62ec77587520911e9a759cec1d19755b7da901b96dca3d42,"
        + "ec172b93ad5e563bf4932c70e1245034c35467ef2efd4d64ebf819683467e2bf,"
        + "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3"
        + "feebbd454d4423643ce80e2a9ac94fa54ca49f,"
        + "dc2a4459e7369633a52b1bf277839a00201009a3efbf3ecb69bea2186c26b58909351fc9ac90b3ecfdfbc7c664"
        + "31e0303dca179c138ac17ad9bef1177331a704"
  })
  void signsAsTheStandardSays(String seed, String point, String message, String signature) {
    HexFormat hex = HexFormat.of();
    NodeKeys known = new NodeKeys(new Ed25519PrivateKeyParameters(hex.parseHex(seed)));
    byte[] bytes = hex.parseHex(message);
    Ed25519Signer ed25519 = new Ed25519Signer();
    ed25519.init(true, known.privateKey());
    ed25519.update(bytes, 0, bytes.length);

    assertThat(hex.formatHex(ed25519.generateSignature())).isEqualTo(signature);
    assertThat(hex.formatHex(known.publicKey())).isEqualTo(SPKI + point);
  }
}
