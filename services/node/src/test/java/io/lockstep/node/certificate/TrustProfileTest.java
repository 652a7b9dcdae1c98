package io.lockstep.node.certificate;

import static org.assertj.core.api.Assertions.assertThat;

import io.lockstep.materialize.DryRun;
import io.lockstep.materialize.FilePreview;
import io.lockstep.materialize.plan.Action;
import io.lockstep.materialize.profile.NodeView;
import io.lockstep.materialize.profile.Output;
import io.lockstep.materialize.profile.Secrets;
import io.lockstep.materialize.profile.StandardProfile;
import io.lockstep.schema.CertificateExpiry;
import io.lockstep.schema.Envelope;
import io.lockstep.state.image.EntityKeys;
import io.lockstep.trust.certificate.KeyType;
import io.lockstep.trust.secret.ClusterSecret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrustProfileTest {
  private static final List<String> STORES =
      List.of("keystore.p12", "keystore.pem", "truststore.p12", "truststore.pem");

  @TempDir Path folder;
  private Tools tools;
  private TrustedNode n1;
  private TrustedNode n2;
  private CertificateService service;
  private TrustImages images;

  @BeforeEach
  void found() throws IOException {
    tools = new Tools(folder);
    ClusterSecret secret = TrustedNode.secret();
    n1 = TrustedNode.in(folder, "n1", secret);
    n2 = TrustedNode.in(folder, "n2", secret);
    service =
        new CertificateService(n1.trust(), () -> images.image(), n1.authority(), TrustedNode.CLOCK);
    images =
        TrustImages.founded()
            .member(TrustedNode.member("n1"))
            .member(TrustedNode.member("n2"))
            .anchor(n1.authority().anchor())
            .anchor(n2.authority().anchor())
            .certificate(service.issue(NewCertificate.host("admind", "n1.example")))
            .certificate(
                service.selfSigned(
                    new NewCertificate(
                        "web",
                        "CN=web.example",
                        List.of("web.example"),
                        KeyType.RSA_2048,
                        Duration.ofDays(30))));
  }

  private static TrustProfile profile() {
    return new TrustProfile(new StandardProfile());
  }

  private static Map<String, Output> outputs(
      TrustProfile profile, TrustImages images, String node, Secrets secrets) {
    return profile.outputs(images.image(), new NodeView(node, null), secrets).stream()
        .collect(Collectors.toMap(Output::path, Function.identity()));
  }

  private Map<String, Output> outputs(TrustImages images) {
    return outputs(profile(), images, "n1", n1.trust()::open);
  }

  private void write(Map<String, Output> outputs) throws IOException {
    for (Output output : outputs.values()) {
      Files.write(folder.resolve(output.path()), output.bytes());
    }
  }

  @Test
  void makesStoresThatKeytoolAndOpensslOpen() throws IOException {
    write(outputs(images));

    assertThat(tools.keytool("-list -keystore keystore.p12 -storepass changeit"))
        .contains("2 entries", "admind", "web", "PrivateKeyEntry");
    assertThat(tools.keytool("-list -keystore truststore.p12 -storepass changeit"))
        .contains("2 entries", "trustedCertEntry")
        .contains(n1.authority().anchor().getId(), n2.authority().anchor().getId());
    assertThat(tools.openssl("pkcs12 -in keystore.p12 -passin pass:changeit -nodes"))
        .contains("friendlyName: admind", "friendlyName: web", "BEGIN PRIVATE KEY");
    assertThat(tools.openssl("pkcs12 -in truststore.p12 -passin pass:changeit -nokeys"))
        .contains("Lockstep authority of n1", "Lockstep authority of n2");
    assertThat(tools.openssl("x509 -in keystore.pem -noout -subject")).contains("n1.example");
    assertThat(tools.openssl("verify -CAfile truststore.pem -partial_chain keystore.pem"))
        .contains("OK");
  }

  @Test
  void letsTheOwnerAloneReadKeys() {
    Map<String, Output> outputs = outputs(images);

    assertThat(outputs.get("keystore.p12").mode()).isEqualTo(0600);
    assertThat(outputs.get("keystore.pem").mode()).isEqualTo(0600);
    assertThat(outputs.get("truststore.p12").mode()).isEqualTo(0644);
    assertThat(outputs.get("truststore.pem").mode()).isEqualTo(0644);
  }

  @Test
  void makesTheSameBytesOnEveryNode() {
    Map<String, Output> first = outputs(profile(), images, "n1", n1.trust()::open);
    Map<String, Output> second = outputs(profile(), images, "n2", n2.trust()::open);

    assertThat(first).containsKeys(STORES.toArray(String[]::new)).isEqualTo(second);
  }

  @Test
  void makesNothingWhereThereIsNothing() {
    assertThat(outputs(TrustImages.founded())).containsOnlyKeys("configuration.properties");
  }

  @Test
  void makesStoresAgainOnlyWhenWhatIsInThemChanges() {
    TrustProfile profile = profile();
    Secrets secrets = n1.trust()::open;
    Output before = outputs(profile, images, "n1", secrets).get("keystore.p12");

    Output same = outputs(profile, images.set("a", "1"), "n1", secrets).get("keystore.p12");
    Output other =
        outputs(profile, images.withoutCertificate("web"), "n1", secrets).get("keystore.p12");

    assertThat(same).isSameAs(before);
    assertThat(other).isNotEqualTo(before);
  }

  @Test
  void takesThePasswordOfTheParameter() throws IOException {
    String entity = EntityKeys.configuration(KeyStorePassword.PARAMETER, EntityKeys.SHARED);
    Envelope sealed = n1.trust().seal("geheim9".getBytes(StandardCharsets.UTF_8), entity);
    TrustImages sealedImages = images.seal(KeyStorePassword.PARAMETER, sealed);

    write(outputs(sealedImages));

    assertThat(tools.keytool("-list -keystore keystore.p12 -storepass geheim9"))
        .contains("2 entries");
    assertThat(tools.keytool("-list -keystore truststore.p12 -storepass geheim9"))
        .contains("2 entries");
    assertThat(outputs(sealedImages).get("keystore.pem"))
        .isEqualTo(outputs(images).get("keystore.pem"));
  }

  @Test
  void holdsStoresWhosePasswordIsNotFitAndSaysWhy() {
    Map<String, Output> outputs = outputs(images.set(KeyStorePassword.PARAMETER, "kurz"));

    assertThat(outputs.get("keystore.p12").problem())
        .contains("configuration/Cluster.Crypto.keystorePassword", "4 characters")
        .doesNotContain("kurz");
    assertThat(outputs.get("truststore.p12").problem()).isNotNull();
    assertThat(outputs.get("keystore.pem").problem()).isNull();
  }

  @Test
  void holdsKeyStoresWithAKeyThatCannotBeOpenedAndMakesThemOnceItCan() {
    TrustProfile profile = profile();
    boolean[] opens = {false};
    Secrets secrets =
        (envelope, entity) -> {
          if (!opens[0] && entity.equals("certificate/web")) {
            throw new IllegalStateException("version 2 of the cluster secret is not known");
          }
          return n1.trust().open(envelope, entity);
        };

    Map<String, Output> held = outputs(profile, images, "n1", secrets);
    opens[0] = true;
    Map<String, Output> made = outputs(profile, images, "n1", secrets);

    assertThat(held.get("keystore.p12").problem())
        .isEqualTo(
            "the secret of certificate/web cannot be opened: version 2 of the cluster secret is"
                + " not known");
    assertThat(held.get("keystore.pem").problem()).contains("certificate/web");
    assertThat(held.get("truststore.p12").problem()).isNull();
    assertThat(made).isEqualTo(outputs(images));
  }

  @Test
  void showsInADryRunWhatIsInTheStoresAndNoSecret() {
    String entity = EntityKeys.configuration(KeyStorePassword.PARAMETER, EntityKeys.SHARED);
    TrustImages now =
        images.seal(
            KeyStorePassword.PARAMETER,
            n1.trust().seal("geheim9".getBytes(StandardCharsets.UTF_8), entity));

    List<FilePreview> previews =
        DryRun.preview(profile(), now.image(), now.withoutCertificate("web").image(), "n2");

    assertThat(previews)
        .filteredOn(file -> STORES.contains(file.path()))
        .extracting(FilePreview::action)
        .containsExactly(Action.REPLACE, Action.REPLACE, Action.KEEP, Action.KEEP);
    FilePreview keystore =
        previews.stream().filter(file -> file.path().equals("keystore.p12")).findFirst().get();
    assertThat(keystore.before())
        .startsWith("password (secret)\n")
        .contains("admind, CN=n1.example, until ", "web, CN=web.example, until ");
    assertThat(keystore.after()).contains("admind").doesNotContain("web");
    assertThat(previews.toString()).doesNotContain("geheim9", "PRIVATE KEY");
  }

  @Test
  void saysWhatEndsFirst() {
    assertThat(CertificateExpiries.of(images.image()))
        .extracting(CertificateExpiry::getAlias)
        .containsExactly("web", "admind");
  }
}
